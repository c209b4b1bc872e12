/* bench-format-inputs.c - files for formats that are only read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-format-inputs.h"

#include "bench-common.h"
#include "bench-made.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static FILE *
begin_input (const char *folder,
             const char *format,
             const char *file)
{
  g_autofree char *path = g_build_filename (folder, format, file, NULL);
  FILE *out = g_fopen (path, "w");

  if (out == NULL)
    bench_die (path, NULL);
  return out;
}

static void
make_text (const char *folder,
           GRand      *rand,
           guint       n_articles)
{
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *name = g_strdup_printf ("article-%u.txt", i);
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, FALSE);
      FILE *out = begin_input (folder, "text", name);

      fputs (text, out);
      fclose (out);
    }
}

static void
make_table (const char *folder,
            GRand      *rand,
            guint       n_articles)
{
  FILE *out = begin_input (folder, "table", "articles.csv");

  fputs ("title,date,text\n", out);
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, FALSE);

      fprintf (out, "Article %u,2026-01-%02u,\"%s\"\n", i, 1 + i % 28, text);
    }
  fclose (out);
}

/* Each tenth word is a person. */
static void
make_conllu (const char *folder,
             GRand      *rand,
             guint       n_articles)
{
  FILE *out = begin_input (folder, "conllu", "articles.conllu");

  fputs ("# global.Entity = eid-etype-head-other\n", out);
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, TRUE);
      g_auto (GStrv) words = g_strsplit (text, " ", -1);
      guint n = 0;

      fprintf (out, "# newdoc id = d%u\n", i);
      for (guint k = 0; words[k] != NULL; k++)
        {
          if (*words[k] == '\0')
            continue;
          n++;
          fprintf (out, "%u\t%s\t_\tX\t_\t_\t%u\tdep\t_\t", n, words[k], n == 1 ? 0 : 1);
          if (n % 10 == 3)
            fprintf (out, "Entity=(e%u-person-1-)\n", n % 7);
          else
            fputs ("_\n", out);
          if (n == 20)
            fputc ('\n', out);
          n %= 20;
        }
      if (n > 0)
        fputc ('\n', out);
    }
  fclose (out);
}

static const struct
{
  const char *format;
  void      (*make) (const char *folder, GRand *rand, guint n_articles);
} inputs[] = {
  { "text", make_text },
  { "table", make_table },
  { "conllu", make_conllu },
  { "webanno-tsv", bench_make_webanno },
};

gboolean
bench_format_make_input (const char *folder,
                         const char *format,
                         guint       n_articles)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_articles);
  g_autofree char *path = g_build_filename (folder, format, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (g_str_equal (inputs[i].format, format))
      {
        g_mkdir (path, 0700);
        inputs[i].make (folder, rand, n_articles);
        return TRUE;
      }
  return FALSE;
}
