/* quoth-format-web-annotation-resolve.c - where the targets of annotations are
 *
 * Positions count code points, but browsers count UTF-16 units; the quote says what is
 * there. Where no unit explains all positions, or there is none, the quote is looked for:
 * with its prefix and suffix, near its position, and at last with any blanks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "quoth-format-web-annotation-private.h"

#include <string.h>

#define NOWHERE QUOTH_WEB_ANNOTATION_NOWHERE
/* How many bytes may be searched for quotes of one document. */
#define MAX_SEARCHED (G_GUINT64_CONSTANT (8) * 1024 * 1024 * 1024)
/* So much of prefix and suffix is compared. */
#define MAX_CONTEXT 256

typedef QuothWebAnnotationDocument Document;
typedef QuothWebAnnotationTarget Target;

typedef struct
{
  QuothGather *gather;
  QuothText   *text;
  guint64      searched;
  GString     *loose;   /* nullable: the text with single blanks */
  GArray      *origins; /* of gsize: the byte of the text behind each of its bytes */
} Search;

static void
search_clear (Search *self)
{
  if (self->loose == NULL)
    return;
  g_string_free (self->loose, TRUE);
  g_array_unref (self->origins);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* How many bytes before @at agree with the end of @prefix, and behind @end with the
 * beginning of @suffix. */
static gsize
agreement (const char   *bytes,
           gsize         n_bytes,
           gsize         at,
           gsize         end,
           const Target *target)
{
  gsize n_prefix = strlen (target->prefix);
  gsize n_suffix = strlen (target->suffix);
  gsize before = 0;
  gsize behind = 0;

  while (before < MIN (n_prefix, MAX_CONTEXT) && before < at
         && bytes[at - before - 1] == target->prefix[n_prefix - before - 1])
    before++;
  while (behind < MIN (n_suffix, MAX_CONTEXT) && end + behind < n_bytes
         && bytes[end + behind] == target->suffix[behind])
    behind++;
  return before + behind;
}

typedef struct
{
  gsize    at;
  gsize    score;
  gsize    distance;
  gboolean found;
  gboolean twice; /* another place is as good */
} Best;

/* The best place of @needle, which is not empty, in @bytes: by its context, then by nearness
 * to @hint. */
static gboolean
search (Search       *self,
        const char   *bytes,
        gsize         n_bytes,
        const char   *needle,
        const Target *target,
        gsize         hint,
        Best         *best)
{
  gsize n_needle = strlen (needle);
  const char *p = bytes;

  *best = (Best) { 0 };
  while ((p = memmem (p, n_bytes - (gsize) (p - bytes), needle, n_needle)) != NULL)
    {
      gsize at = (gsize) (p - bytes);
      gsize score = agreement (bytes, n_bytes, at, at + n_needle, target);
      gsize distance = hint == G_MAXSIZE ? 0 : at > hint ? at - hint : hint - at;

      self->searched += 2 * MAX_CONTEXT;
      if (!best->found || score > best->score
          || (score == best->score && distance < best->distance))
        *best = (Best) { at, score, distance, TRUE, FALSE };
      else if (score == best->score && distance == best->distance)
        best->twice = TRUE;
      if (self->searched > MAX_SEARCHED)
        return FALSE;
      p++;
    }
  self->searched += n_bytes;
  return self->searched <= MAX_SEARCHED;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x85 || (c >= 0x1c && c <= 0x1f);
}

/* @bytes with single blanks; @origins: nullable, takes where each byte comes from. */
static GString *
loosen (const char *bytes,
        GArray     *origins)
{
  GString *loose = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = bytes; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize origin = (gsize) (p - bytes);
      gsize n = (gsize) (g_utf8_next_char (p) - p);
      gboolean here = is_blank (g_utf8_get_char (p));

      if (here && blank)
        continue;
      blank = here;
      if (here)
        g_string_append_c (loose, ' ');
      else
        g_string_append_len (loose, p, (gssize) n);
      for (gsize i = 0; origins != NULL && i < (here ? 1 : n); i++)
        {
          gsize byte = origin + i;

          g_array_append_val (origins, byte);
        }
    }
  if (origins != NULL)
    {
      gsize end = strlen (bytes);

      g_array_append_val (origins, end);
    }
  return loose;
}

/* With any blanks for any others, as what was copied from a page may have them. */
static gboolean
search_loosely (Search *self,
                Target *target,
                gsize   hint,
                Best   *best,
                gsize  *out_end)
{
  g_autoptr (GString) needle = loosen (target->exact, NULL);
  gsize end;

  if (self->loose == NULL)
    {
      self->origins = g_array_new (FALSE, FALSE, sizeof (gsize));
      self->loose = loosen (quoth_text_get_utf8 (self->text), self->origins);
    }
  if (!search (self, self->loose->str, self->loose->len, needle->str, target, hint, best))
    return FALSE;
  if (!best->found)
    return TRUE;
  end = best->at + needle->len;
  /* Behind the last character, and not behind the blanks that follow it. */
  *out_end = needle->len == 0 ? g_array_index (self->origins, gsize, best->at)
             : (gsize) (g_utf8_next_char (quoth_text_get_utf8 (self->text)
                                          + g_array_index (self->origins, gsize, end - 1))
                        - quoth_text_get_utf8 (self->text));
  best->at = g_array_index (self->origins, gsize, best->at);
  return TRUE;
}

static gboolean
find_quote (Search  *self,
            Target  *target,
            GError **error)
{
  const char *utf8 = quoth_text_get_utf8 (self->text);
  guint length = quoth_text_get_length (self->text);
  gsize hint = target->start == NOWHERE ? G_MAXSIZE
               : quoth_text_to_bytes (self->text, MIN (target->start, length));
  gsize end = 0;
  Best best;
  gboolean ok;

  ok = search (self, utf8, quoth_text_get_n_bytes (self->text), target->exact, target, hint, &best);
  end = best.at + strlen (target->exact);
  if (ok && !best.found)
    ok = search_loosely (self, target, hint, &best, &end);
  if (!ok)
    return quoth_format_refuse (error, self->gather->path, 0, "too many quotes to look for");
  if (!best.found)
    return quoth_format_refuse (error, self->gather->path, 0,
                                "the text holds no “%.80s”", target->exact);
  if (best.twice)
    quoth_gather_notice (self->gather, 0, "“%.40s” stands in more than one place: the first is "
                         "taken", target->exact);
  target->start = quoth_text_from_bytes (self->text, best.at);
  target->end = quoth_text_from_bytes (self->text, end);
  return TRUE;
}

static QuothPlace
get_place (const Target *target)
{
  return (QuothPlace) { target->start, target->end, target->exact,
                        target->exact != NULL ? strlen (target->exact) : 0 };
}

/* All positions together, when one unit explains them. */
static gboolean
resolve_positions (QuothGather *gather,
                   Document    *document)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (QuothPlace));
  const char *unit = NULL;
  guint wrong = 0;
  guint next = 0;

  for (guint i = 0; i < document->targets->len; i++)
    {
      const Target *target = &g_array_index (document->targets, Target, i);
      QuothPlace place = get_place (target);

      if (target->start != NOWHERE)
        g_array_append_val (places, place);
    }
  if (!quoth_places_resolve ((QuothPlace *) places->data, places->len, gather->text, &unit, &wrong))
    return FALSE;
  if (unit != NULL)
    quoth_gather_notice (gather, 0, "offsets were counted in %s", unit);
  for (guint i = 0; i < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);

      if (target->start == NOWHERE)
        continue;
      target->start = g_array_index (places, QuothPlace, next).start;
      target->end = g_array_index (places, QuothPlace, next).end;
      next++;
    }
  return TRUE;
}

/* Whether a target's own numbers, as code points, are right. */
static gboolean
is_right (const Target *target,
          QuothText    *text)
{
  const char *slice;
  gsize n_bytes;

  if (target->start > target->end || target->end > quoth_text_get_length (text))
    return FALSE;
  slice = quoth_text_peek_slice (text, target->start, target->end, &n_bytes);
  return target->exact == NULL
         || (strlen (target->exact) == n_bytes && memcmp (target->exact, slice, n_bytes) == 0);
}

/* Narrows a target to the part of it that is meant
 * (https://www.w3.org/TR/annotation-model/#refinement-of-selection). */
static gboolean
refine (Search  *self,
        Target  *target,
        GError **error)
{
  Target inner = { .exact = target->inner_exact, .prefix = target->inner_prefix,
                   .suffix = target->inner_suffix };
  guint length = target->end - target->start;
  const char *slice;
  gsize n_bytes;
  gsize byte;
  Best best;

  if (target->inner_exact != NULL && *target->inner_exact == '\0')
    return quoth_format_refuse (error, self->gather->path, 0, "a part has an empty quote");
  if (target->inner_exact == NULL)
    {
      if (target->inner_start > target->inner_end || target->inner_end > length)
        return quoth_format_refuse (error, self->gather->path, 0,
                                    "a part ends at %u of %u characters", target->inner_end,
                                    length);
      target->end = target->start + target->inner_end;
      target->start += target->inner_start;
      return TRUE;
    }
  slice = quoth_text_peek_slice (self->text, target->start, target->end, &n_bytes);
  if (!search (self, slice, n_bytes, inner.exact, &inner, G_MAXSIZE, &best))
    return quoth_format_refuse (error, self->gather->path, 0, "too many quotes to look for");
  if (!best.found)
    return quoth_format_refuse (error, self->gather->path, 0,
                                "what is selected holds no “%.80s”", inner.exact);
  byte = (gsize) (slice - quoth_text_get_utf8 (self->text)) + best.at;
  target->start = quoth_text_from_bytes (self->text, byte);
  target->end = quoth_text_from_bytes (self->text, byte + strlen (inner.exact));
  return TRUE;
}

/* The two ends of a range, each found, become one. */
static void
join_ranges (QuothGather *gather,
             Document    *document)
{
  for (guint i = 0; i + 1 < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);
      Target *end = target + 1;

      if (!target->is_range)
        continue;
      if (target->start != NOWHERE && end->start != NOWHERE && target->start <= end->start)
        target->end = end->start;
      else
        {
          quoth_gather_notice (gather, 0, "a range ends before it begins: left out");
          target->start = target->end = NOWHERE;
        }
      end->start = end->end = NOWHERE;
    }
}

/* An empty quote, which stands everywhere, says nothing: the position beside it must be right. */
static void
drop_empty_quotes (Document *document)
{
  for (guint i = 0; i < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);

      if (target->exact != NULL && *target->exact == '\0')
        target->exact = NULL;
    }
}

/* The name of the file at the end of an IRI. */
static char *
get_file (const char *source)
{
  g_autofree char *plain = g_strndup (source, strcspn (source, "?#"));

  return g_path_get_basename (plain);
}

/* Documented in quoth-format-web-annotation-private.h. */
void
quoth_web_annotation_drop_others (QuothGather *gather,
                                  Document    *document,
                                  const char  *source)
{
  g_autofree char *wanted = get_file (source);
  guint n = 0;

  for (guint i = 0; i < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);
      g_autofree char *file = target->has_selector && target->source != NULL
                              ? get_file (target->source) : NULL;

      if (file == NULL || strcmp (file, wanted) == 0)
        continue;
      target->start = target->end = NOWHERE;
      target->exact = NULL;
      n++;
    }
  if (n > 0)
    quoth_gather_notice (gather, 0, "%u targets are of another text than “%.80s”: left out", n,
                         wanted);
}

/* Documented in quoth-format-web-annotation-private.h. */
gboolean
quoth_web_annotation_resolve (QuothGather *gather,
                              Document    *document,
                              GError     **error)
{
  g_auto (Search) search = { .gather = gather, .text = gather->text };
  gboolean agreed;
  guint n_moved = 0;

  drop_empty_quotes (document);
  agreed = resolve_positions (gather, document);
  for (guint i = 0; i < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);
      QuothPlace place = get_place (target);

      if (target->start != NOWHERE && (agreed || is_right (target, gather->text)))
        continue;
      if (target->exact == NULL && target->start != NOWHERE)
        return quoth_place_refuse (&place, gather->text, gather->path, 0, error);
      if (target->exact == NULL)
        continue;
      n_moved += target->start != NOWHERE ? 1 : 0;
      if (!find_quote (&search, target, error))
        return FALSE;
    }
  for (guint i = 0; i < document->targets->len; i++)
    {
      Target *target = &g_array_index (document->targets, Target, i);

      if (target->start != NOWHERE
          && (target->inner_exact != NULL || target->inner_start != NOWHERE)
          && !refine (&search, target, error))
        return FALSE;
    }
  join_ranges (gather, document);
  if (n_moved > 0)
    quoth_gather_notice (gather, 0, "%u positions did not fit the text: their quotes were looked "
                         "for", n_moved);
  return TRUE;
}
