/* measure-claims.c - speakers, cues and quotations as an annotator would be offered them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "measure.h"

#include "quoth-clauses.h"
#include "quoth-cues.h"
#include "quoth-names.h"
#include "quoth-speakers.h"

#include <string.h>

#define MAX_CHOICES 9

static gboolean
overlap (QuothSpan a,
         QuothSpan b)
{
  return a.start < b.end && b.start < a.end;
}

static QuothAnnotation *
lookup (QuothArticleData *data,
        const char       *id)
{
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->id, id) == 0)
      return data->annotations->pdata[i];
  return NULL;
}

/* Where the words of a source end that name it, and those that tell where it belongs
 * begin: "a spokesman | for Roe", "Ada Roe | , mayor of Harlow". */
static guint
head_end (QuothText *text,
          QuothSpan  source)
{
  static const char *const ends[] = { ",", " of ", " for ", " from ", " in ", " at ", " who ",
                                      " with ", " on ", " (", " that ", " to ", " like " };
  g_autofree char *words = quoth_text_slice (text, source.start, source.end);
  const char *end = words + strlen (words);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *at = strstr (words, ends[i]);

      if (at != NULL && at > words && at < end)
        end = at;
    }
  return source.start + (guint) g_utf8_strlen (words, end - words);
}

static gboolean
is_speaker (QuothArticleData *gold,
            QuothAnnotation  *claim,
            QuothSpan         span)
{
  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *source;

      if (strcmp (claim->links[i].role, "speaker") != 0)
        continue;
      source = lookup (gold, claim->links[i].to);
      for (guint k = 0; source != NULL && k < source->n_parts; k++)
        if (overlap (source->parts[k], span)
            && span.start < head_end (gold->text, source->parts[k]))
          return TRUE;
    }
  return FALSE;
}

/* Adds to @data the claim with its slots; a speaker that is marked there already is taken. */
static void
take (QuothArticleData *data,
      QuothArticleData *gold,
      QuothAnnotation  *claim)
{
  g_autoptr (QuothAnnotation) copy = quoth_annotation_copy (claim);

  for (guint i = 0; i < claim->n_links; i++)
    {
      const QuothLink *link = &claim->links[i];
      QuothAnnotation *to = lookup (gold, link->to);
      QuothAnnotation *there = NULL;

      for (guint k = 0; to != NULL && k < data->annotations->len; k++)
        {
          QuothAnnotation *other = data->annotations->pdata[k];

          if (strcmp (link->role, "speaker") == 0 && strcmp (other->type, "person") == 0
              && overlap (other->parts[0], to->parts[0])
              && other->parts[0].start < head_end (gold->text, to->parts[0]))
            there = other;
        }
      if (there != NULL && strcmp (there->id, to->id) != 0)
        {
          quoth_annotation_remove_link (copy, link->role, link->to);
          quoth_annotation_add_link (copy, link->role, there->id, NULL);
        }
      else if (to != NULL && lookup (data, to->id) == NULL)
        g_ptr_array_add (data->annotations, quoth_annotation_ref (to));
    }
  g_ptr_array_add (data->annotations, g_steal_pointer (&copy));
}

static const char *
quote_type (QuothQuotes     *quotes,
            QuothAnnotation *claim)
{
  double share = quoth_quotes_share (quotes, claim->parts, claim->n_parts);

  return share > 0.9 ? "direct" : share < 0.1 ? "indirect" : "mixed";
}

static void
show_ranked (QuothText *text,
             GArray    *ranked)
{
  for (guint i = 0; i < ranked->len; i++)
    {
      QuothSpeaker *speaker = &g_array_index (ranked, QuothSpeaker, i);
      g_autofree char *words = quoth_text_slice (text, speaker->span.start, speaker->span.end);

      g_print ("   %u. %s (%.0f, %s%s)\n", i + 1, words, speaker->score, speaker->reason,
               speaker->annotation != NULL ? ", marked" : "");
    }
}

static void
measure_speaker (Measure          *self,
                 QuothArticleData *gold,
                 QuothArticleData *data,
                 QuothScheme      *scheme,
                 QuothAnnotation  *claim,
                 const char       *how)
{
  g_autoptr (QuothAnnotation) asked = quoth_annotation_copy (claim);
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GArray) ranked = NULL;
  const char *type;
  guint place = MAX_CHOICES;
  gboolean shown;

  while (asked->n_links > 0)
    quoth_annotation_remove_link (asked, asked->links[0].role, asked->links[0].to);
  g_ptr_array_add (data->annotations, quoth_annotation_ref (asked));
  document = quoth_document_new (data, claim->layer, scheme);
  ranked = quoth_speakers_rank (document, NULL, claim->id, MAX_CHOICES);
  for (guint i = 0; i < ranked->len && place == MAX_CHOICES; i++)
    if (is_speaker (gold, claim, g_array_index (ranked, QuothSpeaker, i).span))
      place = i;
  type = quote_type (quoth_document_get_quotes (document), claim);
  shown = measure_add (self, place == 0, "speaker%s, %s: first", how, type);
  shown = measure_add (self, place == 0, "speaker%s: first", how) || shown;
  shown = measure_add (self, place < MAX_CHOICES, "speaker%s: among nine", how) || shown;
  if (shown)
    {
      QuothAnnotation *source = lookup (gold, quoth_annotation_get_link (claim, "speaker")->to);

      g_print ("#%u ", place + 1);
      measure_show ("speaker", gold->text, claim->parts[0], &source->parts[0],
                    ranked->len > 0 ? &g_array_index (ranked, QuothSpeaker, 0).span : NULL);
      show_ranked (gold->text, ranked);
    }
  g_ptr_array_remove (data->annotations, asked);
}

static void
measure_cue (Measure          *self,
             QuothArticleData *gold,
             QuothAnnotation  *claim)
{
  const QuothLink *link = quoth_annotation_get_link (claim, "cue");
  QuothAnnotation *cue = link != NULL ? lookup (gold, link->to) : NULL;
  QuothSpan got;
  gboolean found = quoth_cues_propose (gold->text, claim->parts, claim->n_parts, &got);
  gboolean shown;

  if (cue == NULL)
    return;
  shown = measure_add (self, found && cue->n_parts == 1 && got.start == cue->parts[0].start
                               && got.end == cue->parts[0].end, "cue: equal");
  shown = measure_add (self, found && overlap (got, cue->parts[0]), "cue: touching") || shown;
  if (claim->n_parts > 1)
    shown = measure_add (self, found && got.start == cue->parts[0].start
                                 && got.end == cue->parts[0].end, "cue of a split claim: equal")
            || shown;
  if (shown)
    measure_show ("cue", gold->text, claim->parts[0], &cue->parts[0], found ? &got : NULL);
}

static void
measure_in_order (Measure          *self,
                  QuothArticleData *gold,
                  QuothScheme      *scheme,
                  gboolean          names_first)
{
  g_autoptr (GPtrArray) claims = measure_list (gold, scheme, QUOTH_TYPE_KIND_CLAIM, NULL);
  g_autoptr (QuothArticleData) data = quoth_article_data_new (gold->article, gold->text);
  g_autoptr (GArray) names = quoth_names_find (gold->text, NULL);

  for (guint i = 0; names_first && i < names->len; i++)
    g_ptr_array_add (data->annotations,
                     quoth_annotation_new ("person", "anna",
                                           &g_array_index (names, QuothSpan, i), 1));
  for (guint i = 0; i < claims->len; i++)
    {
      if (quoth_annotation_get_link (claims->pdata[i], "speaker") == NULL)
        continue;
      measure_speaker (self, gold, data, scheme, claims->pdata[i],
                       names_first ? ", names marked" : "");
      take (data, gold, claims->pdata[i]);
    }
}

void
measure_claims (Measure          *self,
                QuothArticleData *gold,
                QuothScheme      *scheme)
{
  g_autoptr (GPtrArray) claims = measure_list (gold, scheme, QUOTH_TYPE_KIND_CLAIM, NULL);

  measure_in_order (self, gold, scheme, FALSE);
  measure_in_order (self, gold, scheme, TRUE);
  for (guint i = 0; i < claims->len; i++)
    measure_cue (self, gold, claims->pdata[i]);
}

/* Parts of @claim, those joined that only blanks part. */
static GArray *
join_parts (QuothText       *text,
            QuothAnnotation *claim)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint i = 0; i < claim->n_parts; i++)
    {
      QuothSpan *last = joined->len > 0 ? &g_array_index (joined, QuothSpan, joined->len - 1)
                                        : NULL;
      g_autofree char *between = last != NULL
                                   ? quoth_text_slice (text, last->end, claim->parts[i].start)
                                   : NULL;

      if (between != NULL && *g_strstrip (between) == '\0')
        last->end = claim->parts[i].end;
      else
        g_array_append_val (joined, claim->parts[i]);
    }
  return joined;
}

void
measure_quotes (Measure          *self,
                QuothArticleData *gold,
                QuothScheme      *scheme)
{
  g_autoptr (GPtrArray) claims = measure_list (gold, scheme, QUOTH_TYPE_KIND_CLAIM, NULL);
  g_autoptr (QuothQuotes) quotes = quoth_quotes_new (gold->text);
  guint n = quoth_quotes_get_n (quotes);

  for (guint i = 0; i < claims->len; i++)
    {
      QuothAnnotation *claim = claims->pdata[i];
      g_autoptr (GArray) parts = join_parts (gold->text, claim);

      if (quoth_quotes_share (quotes, claim->parts, claim->n_parts) <= 0.9)
        continue;
      for (guint k = 0; k < parts->len; k++)
        {
          QuothSpan part = g_array_index (parts, QuothSpan, k);
          gboolean starts = FALSE, equal = FALSE, shown;
          QuothSpan got = { 0, 0 };

          for (guint q = 0; q < n; q++)
            {
              const QuothQuote *quote = quoth_quotes_get (quotes, q);
              QuothSpan span = quoth_clauses_widen (gold->text, quote->outer);

              if (quote->depth > 0 || span.start != part.start)
                continue;
              starts = TRUE;
              got = span;
              equal = equal || span.end == part.end;
            }
          shown = measure_add (self, starts, "quotation: start found");
          shown = measure_add (self, equal, "quotation: extent equal") || shown;
          if (shown)
            measure_show ("quote", gold->text, part, &part, starts ? &got : NULL);
        }
    }
}
