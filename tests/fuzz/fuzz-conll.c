/* fuzz-conll.c - columns of tokens and tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "standoff-files.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *path = fuzz_put_file ("doc.conll", (const char *) data, size);

  quoth_format_conll2003.probe (path, (const char *) data, MIN (size, 4096));
  fuzz_read (&quoth_format_conll2003, path);
  return 0;
}
