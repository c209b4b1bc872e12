/* quoth-release-hub.c - the head of a data card that Hugging Face's datasets reads
 *
 * Its loader guesses the type of each column from the rows that it sees first. A column of lists
 * that are all empty, as relations are where nobody has linked anything, becomes one of nulls, and
 * a split with such a column cannot be joined with one that has relations. No row can say more,
 * for a row without relations has none; so the card says of which types the columns are, in YAML
 * (https://huggingface.co/docs/hub/datasets-manual-configuration).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release"

#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-release-private.h"

#include <string.h>

/* What rows hold: the members that quoth-format-hf.c writes, in that order. */
static const char features[] =
  "dataset_info:\n"
  "  features:\n"
  "  - name: doc\n"
  "    dtype: string\n"
  "  - name: text\n"
  "    dtype: string\n"
  "  - name: tokens\n"
  "    sequence: string\n"
  "  - name: ner_tags\n"
  "    sequence: string\n"
  "  - name: spans\n"
  "    list:\n"
  "    - name: start\n"
  "      dtype: int64\n"
  "    - name: end\n"
  "      dtype: int64\n"
  "    - name: label\n"
  "      dtype: string\n"
  "    - name: text\n"
  "      dtype: string\n"
  "    - name: id\n"
  "      dtype: string\n"
  "  - name: relations\n"
  "    list:\n"
  "    - name: head\n"
  "      dtype: string\n"
  "    - name: tail\n"
  "      dtype: string\n"
  "    - name: label\n"
  "      dtype: string\n"
  "  - name: meta\n"
  "    dtype: string\n";

/* What the loader takes for the name of a split; "all" means all of them there. */
static gboolean
is_split_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return *name != '\0' && strcmp (name, "all") != 0;
}

/* Whether layers have folders or not: "**" may be no folder. */
static void
append_split (GString    *out,
              const char *name,
              const char *folder)
{
  g_string_append_printf (out, "  - split: %s\n    path: \"%s/%s%s**/%s\"\n", name,
                          quoth_format_hf.name, folder, *folder != '\0' ? "/" : "",
                          quoth_format_hf.files[0]);
}

/* Documented in quoth-release-private.h. */
void
quoth_release_append_hub (GString                   *out,
                          const QuothReleaseOptions *options)
{
  const QuothExportOptions *corpus = &options->corpus;

  if (!g_strv_contains (options->formats, quoth_format_hf.name))
    return;
  for (guint i = 0; i < corpus->n_splits; i++)
    if (!is_split_name (corpus->splits[i].name))
      return;
  g_string_append (out, "---\nconfigs:\n- config_name: default\n  data_files:\n");
  /* Articles that are not divided are what one trains on. */
  if (corpus->n_splits == 0)
    append_split (out, "train", "");
  for (guint i = 0; i < corpus->n_splits; i++)
    append_split (out, corpus->splits[i].name, corpus->splits[i].name);
  g_string_append (out, features);
  g_string_append (out, "---\n");
}
