/* quoth-format-german-quotes.c - the German news quotation attribution corpus
 *
 * Petersen-Frey and Biemann 2024, https://github.com/uhh-lt/
 * german-news-quotation-attribution-2024: one JSON object per article. Each annotation has
 * a quote and, where there are some, a speaker, a cue, a frame and an addressee, each of one
 * or more spans, and repeats what they cover. A quote is a claim, bound to the others by
 * links; whether a speaker is a person the corpus does not say, so all are sources.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-german-quotes"

#include "config.h"

#include "quoth-format-polnear-private.h"
#include "quoth-gather.h"
#include "quoth-json-scan.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BYTES (64 * 1024 * 1024)
#define N_ROLES   5

/* What an annotation consists of. The first is the claim, the others are linked from it. */
static const char *const roles[N_ROLES] = { "quote", "speaker", "cue", "frame", "addressee" };

typedef struct
{
  guint       first; /* its spans */
  guint       n;
  const char *text;  /* nullable: what they cover, joined by blanks */
} Slot;

typedef struct
{
  Slot        slots[N_ROLES];
  const char *type;   /* nullable */
  const char *medium; /* nullable */
  gboolean    nested;
} Quotation;

typedef struct
{
  QuothGather       gather;
  QuothJsonScan     scan;
  QuothPolnearTypes types;
  GStringChunk     *strings;
  GArray           *spans;      /* of QuothSpan */
  GArray           *quotations; /* of Quotation */
  const char       *name;       /* nullable */
} Reader;

static void
reader_clear (Reader *self)
{
  quoth_gather_clear (&self->gather);
  quoth_json_scan_clear (&self->scan);
  quoth_polnear_types_clear (&self->types);
  g_string_chunk_free (self->strings);
  g_array_unref (self->spans);
  g_array_unref (self->quotations);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static const char *
read_string (Reader *self)
{
  QuothSlice value;

  if (quoth_json_scan_null (&self->scan) || !quoth_json_scan_string (&self->scan, &value))
    return NULL;
  return g_string_chunk_insert_len (self->strings, value.bytes, (gssize) value.length);
}

static void
read_span (Reader *self)
{
  QuothSpan span = { G_MAXUINT, G_MAXUINT };
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_slice_is (key, "charBegin"))
      quoth_json_scan_offset (&self->scan, &span.start);
    else if (quoth_slice_is (key, "charEnd"))
      quoth_json_scan_offset (&self->scan, &span.end);
    else
      quoth_json_scan_raw (&self->scan, NULL);
  if (span.start == G_MAXUINT || span.end == G_MAXUINT)
    quoth_json_scan_refuse (&self->scan, "a span does not say where it %s",
                            span.start == G_MAXUINT ? "begins" : "ends");
  g_array_append_val (self->spans, span);
}

/* An object; what is not there may be an empty array. */
static void
read_slot (Reader *self,
           Slot   *slot)
{
  QuothSlice key;

  slot->first = self->spans->len;
  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_slice_is (key, "spans"))
      {
        quoth_json_scan_array (&self->scan);
        while (quoth_json_scan_element (&self->scan))
          read_span (self);
      }
    else if (quoth_slice_is (key, "text"))
      slot->text = read_string (self);
    else
      quoth_json_scan_raw (&self->scan, NULL);
  slot->n = self->spans->len - slot->first;
}

static void
read_quotation (Reader *self)
{
  Quotation quotation = { .type = NULL };
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      guint i = 0;

      while (i < N_ROLES && !quoth_slice_is (key, roles[i]))
        i++;
      if (i < N_ROLES)
        read_slot (self, &quotation.slots[i]);
      else if (quoth_slice_is (key, "type"))
        quotation.type = read_string (self);
      else if (quoth_slice_is (key, "medium"))
        quotation.medium = read_string (self);
      else if (quoth_slice_is (key, "isNested"))
        quoth_json_scan_boolean (&self->scan, &quotation.nested);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  g_array_append_val (self->quotations, quotation);
}

static void
read_text (Reader *self)
{
  g_autoptr (GError) error = NULL;
  QuothSlice value;

  if (!quoth_json_scan_string (&self->scan, &value))
    return;
  g_clear_pointer (&self->gather.text, quoth_text_unref);
  self->gather.text = quoth_text_new (value.bytes, (gssize) value.length, &error);
  if (self->gather.text == NULL)
    quoth_json_scan_refuse (&self->scan, "%s", error->message);
}

static gboolean
parse (Reader      *self,
       const char  *bytes,
       gsize        n_bytes,
       GError     **error)
{
  gboolean mark = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0;
  QuothSlice key;

  quoth_json_scan_begin (&self->scan, 1, bytes + (mark ? 3 : 0), n_bytes - (mark ? 3 : 0));
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_slice_is (key, "originalText"))
      read_text (self);
    else if (quoth_slice_is (key, "documentName"))
      self->name = read_string (self);
    else if (quoth_slice_is (key, "annotations"))
      {
        quoth_json_scan_array (&self->scan);
        while (quoth_json_scan_element (&self->scan))
          read_quotation (self);
      }
    else
      quoth_json_scan_raw (&self->scan, NULL);
  return quoth_json_scan_finish (&self->scan, error);
}

/* The numbers become code points: only what consists of one span says what it covers. */
static gboolean
resolve (Reader  *self,
         GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (QuothPlace));
  const char *unit = NULL;
  guint wrong = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const QuothSpan *span = &g_array_index (self->spans, QuothSpan, i);
      const QuothPlace place = { span->start, span->end, NULL, 0 };

      g_array_append_val (places, place);
    }
  for (guint i = 0; i < self->quotations->len; i++)
    for (guint k = 0; k < N_ROLES; k++)
      {
        const Slot *slot = &g_array_index (self->quotations, Quotation, i).slots[k];

        if (slot->n != 1 || slot->text == NULL)
          continue;
        g_array_index (places, QuothPlace, slot->first).covered = slot->text;
        g_array_index (places, QuothPlace, slot->first).n_covered = strlen (slot->text);
      }
  if (!quoth_places_resolve ((QuothPlace *) places->data, places->len, self->gather.text, &unit,
                             &wrong))
    return quoth_place_refuse (&g_array_index (places, QuothPlace, wrong), self->gather.text,
                               self->gather.path, 0, error);
  if (unit != NULL)
    quoth_gather_notice (&self->gather, 0, "offsets were counted in %s", unit);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const QuothPlace *place = &g_array_index (places, QuothPlace, i);

      g_array_index (self->spans, QuothSpan, i) = (QuothSpan) { place->start, place->end };
    }
  return TRUE;
}

static const char *
get_label (Reader *self,
           guint   role)
{
  const char *const labels[N_ROLES] = { self->types.claim, self->types.other, self->types.cue,
                                        "frame", self->types.other };

  return labels[role];
}

/* How what stands in a slot is known: the same words in the same role are one. */
static char *
make_key (Reader     *self,
          guint       role,
          const Slot *slot,
          guint       quotation)
{
  GString *key = g_string_new (get_label (self, role));

  if (role == 0)
    g_string_append_printf (key, " %u", quotation);
  for (guint i = 0; i < slot->n; i++)
    {
      const QuothSpan *span = &g_array_index (self->spans, QuothSpan, slot->first + i);

      g_string_append_printf (key, " %u-%u", span->start, span->end);
    }
  return g_string_free (key, FALSE);
}

/* Direct and indirect are the scheme's; what is reported or free is indirect, of its own form. */
static void
add_values (Reader          *self,
            QuothAnnotation *claim,
            const Quotation *quotation)
{
  gboolean direct = g_strcmp0 (quotation->type, "Direct") == 0;
  gboolean indirect = g_strcmp0 (quotation->type, "Indirect") == 0;

  if (quotation->type != NULL && *quotation->type != '\0')
    quoth_gather_add_value (&self->gather, 0, claim, "quote_type", direct ? "direct" : "indirect");
  if (quotation->type != NULL && *quotation->type != '\0' && !direct && !indirect)
    quoth_gather_add_value (&self->gather, 0, claim, "form", quotation->type);
  if (quotation->medium != NULL && *quotation->medium != '\0')
    quoth_gather_add_value (&self->gather, 0, claim, "medium", quotation->medium);
}

static void
add_quotation (Reader *self,
               guint   index)
{
  const Quotation *quotation = &g_array_index (self->quotations, Quotation, index);
  g_autofree char *from = make_key (self, 0, &quotation->slots[0], index);

  for (guint k = 0; k < N_ROLES; k++)
    {
      const Slot *slot = &quotation->slots[k];
      g_autofree char *key = make_key (self, k, slot, index);
      QuothAnnotation *annotation = quoth_gather_find (&self->gather, key);

      if (slot->n == 0)
        {
          if (k > 0)
            continue;
          quoth_gather_notice (&self->gather, 0, "annotation %u has no quote: left out", index);
          return;
        }
      if (annotation == NULL)
        annotation = quoth_gather_add (&self->gather, 0, key, get_label (self, k), NULL,
                                       &g_array_index (self->spans, QuothSpan, slot->first),
                                       slot->n);
      if (annotation == NULL)
        continue;
      if (k == 0)
        add_values (self, annotation, quotation);
      else
        quoth_gather_link (&self->gather, 0, from, roles[k], key, NULL);
    }
}

static QuothAnnotation *
find_claim (Reader *self,
            guint   index)
{
  const Quotation *quotation = &g_array_index (self->quotations, Quotation, index);
  g_autofree char *key = make_key (self, 0, &quotation->slots[0], index);

  return quoth_gather_find (&self->gather, key);
}

/* A nested quotation is said within the smallest that holds it. They come in the order
 * of the text, those around before those within. */
static void
add_parents (Reader *self)
{
  g_autoptr (GPtrArray) around = g_ptr_array_new ();

  for (guint i = 0; i < self->quotations->len; i++)
    {
      QuothAnnotation *claim = find_claim (self, i);

      if (claim == NULL)
        continue;
      while (around->len > 0
             && quoth_annotation_get_end (around->pdata[around->len - 1])
                < quoth_annotation_get_end (claim))
        g_ptr_array_set_size (around, (int) around->len - 1);
      if (g_array_index (self->quotations, Quotation, i).nested && around->len > 0
          && quoth_annotation_get_start (around->pdata[around->len - 1])
             <= quoth_annotation_get_start (claim))
        quoth_annotation_add_link (claim, "parent",
                                   ((QuothAnnotation *) around->pdata[around->len - 1])->id, NULL);
      g_ptr_array_add (around, claim);
    }
}

static gboolean
deliver (Reader  *self,
         GError **error)
{
  g_autofree char *base = g_path_get_basename (self->gather.path);
  g_autofree char *stem = g_strndup (base, strcspn (base, "."));
  g_autofree char *shown = g_filename_display_name (stem);
  const char *layer = quoth_gather_get_layer (&self->gather);
  g_autoptr (QuothArticle) article = NULL;

  article = quoth_article_new (self->name != NULL && *self->name != '\0' ? self->name : shown,
                               self->gather.text);
  quoth_article_set_language (article, "de");
  quoth_gather_add_layer (&self->gather, layer,
                          quoth_format_state_of_layer (self->gather.options, layer,
                                                       self->gather.annotations->len));
  return quoth_gather_deliver (&self->gather, article, error);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (Reader) self = {
    .strings = g_string_chunk_new (4096),
    .spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan)),
    .quotations = g_array_new (FALSE, FALSE, sizeof (Quotation)),
  };
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  quoth_gather_init (&self.gather, path, options, sink);
  quoth_json_scan_init (&self.scan, path);
  quoth_polnear_types_init (&self.types, self.gather.scheme);
  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, MAX_BYTES, &bytes, &n_bytes, error)
      || !parse (&self, bytes, n_bytes, error))
    return FALSE;
  if (self.gather.text == NULL)
    return quoth_format_refuse (error, path, 0, "the file holds no originalText");
  if (!resolve (&self, error))
    return FALSE;
  quoth_gather_know_type (&self.gather, self.types.claim, QUOTH_TYPE_KIND_CLAIM);
  quoth_gather_know_type (&self.gather, self.types.other, QUOTH_TYPE_KIND_MENTION);
  for (guint i = 0; i < self.quotations->len; i++)
    add_quotation (&self, i);
  add_parents (&self);
  return deliver (&self, error);
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_has (head, n_head, "\"originalText\"")
      && quoth_rows_has (head, n_head, "\"documentName\""))
    return 90;
  return quoth_rows_has (head, n_head, "\"addressee\"")
         && quoth_rows_has (head, n_head, "\"hasNested\"") ? 90 : 0;
}

static const char *const extensions[] = { "json", NULL };

const QuothFormat quoth_format_german_quotes = {
  .name = "german-quotes",
  .title = N_("German news quotations"),
  .description = N_("The German corpus of quotations with speakers, cues, frames and addressees"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
};
