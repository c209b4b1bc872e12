/* bench-webanno.c - WebAnno TSV by hand, as nothing here writes it
 *
 * The two layers of a people-and-claims project: a span layer for claims, cues and people,
 * and relations from the claim to who said it. Of the sentences of twelve words each tenth
 * says something, so that there are about as many marks as in the other formats: words 2
 * and 3 are the speaker, word 4 the cue, words 5 to 10 the claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-format-inputs.h"

#include "bench-common.h"
#include "bench-made.h"

#include <glib/gstdio.h>
#include <stdio.h>

#define SENTENCE_WORDS 12
#define SAYS_EACH 10

#define HEAD \
  "#FORMAT=WebAnno TSV 3.3\n" \
  "#T_SP=webanno.custom.Mark|identifier|value\n" \
  "#T_RL=webanno.custom.Says|value|BT_webanno.custom.Mark\n\n"

/* What is marked, by words of a sentence from 1. */
static const struct
{
  const char *type;
  guint       first;
  guint       last;
} marks[] = {
  { "person", 2, 3 },
  { "cue", 4, 4 },
  { "claim", 5, 10 },
};

/* The columns of a word: identifier and value of its mark, and the relation that ends there.
 * @base: how many marks the sentences before have. */
static void
write_columns (FILE  *out,
               guint  sentence,
               guint  word,
               guint  base)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (word >= marks[i].first && word <= marks[i].last)
      {
        guint number = base + i + 1;

        /* A mark of one word needs no number, and then relations name none. */
        if (marks[i].first == marks[i].last)
          fprintf (out, "*\t%s\t_\t_\t\n", marks[i].type);
        else if (i == 0 && word == marks[i].first)
          fprintf (out, "*[%u]\t%s[%u]\tspeaker\t%u-5[%u_%u]\t\n", number, marks[i].type, number,
                   sentence, number + 2, number);
        else
          fprintf (out, "*[%u]\t%s[%u]\t_\t_\t\n", number, marks[i].type, number);
        return;
      }
  fputs ("_\t_\t_\t_\t\n", out);
}

static guint
utf16_length (const char *utf8)
{
  guint n = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    n += g_utf8_get_char (p) > 0xffff ? 2 : 1;
  return n;
}

static void
write_sentence (FILE        *out,
                char       **words,
                guint        n_words,
                guint        sentence,
                guint        start)
{
  fputs ("\n#Text=", out);
  for (guint i = 0; i < n_words; i++)
    fprintf (out, i == 0 ? "%s" : " %s", words[i]);
  fputc ('\n', out);
  for (guint i = 0; i < n_words; i++)
    {
      guint end = start + utf16_length (words[i]);

      fprintf (out, "%u-%u\t%u-%u\t%s\t", sentence, i + 1, start, end, words[i]);
      /* The last sentence may be short: nothing is said in it. */
      if (n_words == SENTENCE_WORDS && sentence % SAYS_EACH == 1)
        write_columns (out, sentence, i + 1, sentence / SAYS_EACH * G_N_ELEMENTS (marks));
      else
        fputs ("_\t_\t_\t_\t\n", out);
      start = end + 1;
    }
}

void
bench_make_webanno (const char *folder,
                    GRand      *rand,
                    guint       n_articles)
{
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *name = g_strdup_printf ("article-%u.tsv", i);
      g_autofree char *path = g_build_filename (folder, "webanno-tsv", name, NULL);
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, TRUE);
      g_auto (GStrv) words = g_strsplit (g_strstrip (text), " ", -1);
      guint n_words = g_strv_length (words);
      FILE *out = g_fopen (path, "w");
      guint start = 0;

      if (out == NULL)
        bench_die (path, NULL);
      fputs (HEAD, out);
      for (guint k = 0; k < n_words; k += SENTENCE_WORDS)
        {
          guint n = MIN (SENTENCE_WORDS, n_words - k);

          write_sentence (out, words + k, n, k / SENTENCE_WORDS + 1, start);
          for (guint j = k; j < k + n; j++)
            start += utf16_length (words[j]) + 1;
        }
      if (fclose (out) != 0)
        bench_die (path, NULL);
    }
}
