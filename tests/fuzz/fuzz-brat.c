/* fuzz-brat.c - standoff files, read as brat and as PolNeAR
 *
 * An input is a text, a line "%%", and the annotations beside it.
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
  const char *input = (const char *) data;
  const char *cut = g_strstr_len (input, (gssize) size, "\n%%\n");
  gsize n_text = cut != NULL ? (gsize) (cut - input) : 0;
  const char *ann = cut != NULL ? cut + 4 : input;
  gsize n_ann = cut != NULL ? size - n_text - 4 : size;
  g_autofree char *text = fuzz_put_file ("doc.txt", input, n_text);
  g_autofree char *brat = fuzz_put_file ("doc.ann", ann, n_ann);
  g_autofree char *same = fuzz_put_file ("text/doc.txt", input, n_text);
  g_autofree char *polnear = fuzz_put_file ("attributions/doc_a.ann", ann, n_ann);

  fuzz_read (&quoth_format_brat, brat);
  fuzz_read (&quoth_format_polnear, polnear);
  return 0;
}
