/* quoth-format-jsonl-annotations.c - reads annotations of the native exchange format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-jsonl"

#include "config.h"

#include "quoth-format-jsonl-private.h"
#include "quoth-id.h"

#include <string.h>

/* Beyond these, checking every pair of links or parts would take its time. */
#define MAX_LINKS 10000
#define MAX_PARTS 100000

/* How much of a quote a message shows, in characters. */
#define MAX_SHOWN 60

typedef struct
{
  const char      *id;
  const char      *layer;
  const char      *type;
  const char      *entity;
  const char      *origin;
  const char      *created;
  const char      *note;
  const char      *quotes; /* where they stand in the line */
  QuothAttributes *attributes;
} Fields;

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const QuothSpan *left = a;
  const QuothSpan *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

static gboolean
read_part (QuothJsonlReader *self)
{
  QuothSpan span;

  quoth_json_scan_array (&self->scan);
  if (!quoth_json_scan_element (&self->scan))
    return quoth_json_scan_refuse (&self->scan, "a part is [start, end]");
  if (!quoth_json_scan_offset (&self->scan, &span.start))
    return FALSE;
  if (!quoth_json_scan_element (&self->scan))
    return quoth_json_scan_refuse (&self->scan, "a part is [start, end]");
  if (!quoth_json_scan_offset (&self->scan, &span.end))
    return FALSE;
  if (quoth_json_scan_element (&self->scan))
    return quoth_json_scan_refuse (&self->scan, "a part is [start, end] and nothing more");
  if (self->scan.error != NULL)
    return FALSE;
  if (span.start >= span.end)
    return quoth_json_scan_refuse (&self->scan, "part [%u, %u) is empty", span.start, span.end);
  if (self->parts->len == MAX_PARTS)
    return quoth_json_scan_refuse (&self->scan, "more than %d parts", MAX_PARTS);
  g_array_append_val (self->parts, span);
  return TRUE;
}

static void
read_parts (QuothJsonlReader *self)
{
  g_array_set_size (self->parts, 0);
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    read_part (self);
}

static void
clear_links (QuothJsonlReader *self)
{
  for (guint i = 0; i < self->links->len; i++)
    quoth_attributes_unref (g_array_index (self->links, QuothLink, i).attributes);
  g_array_set_size (self->links, 0);
}

static gboolean
read_link (QuothJsonlReader *self)
{
  static const char *const names[] = { "role", "to", "attributes", NULL };
  QuothLink link = { NULL };
  guint seen = 0;
  int member;

  quoth_json_scan_object (&self->scan);
  while ((member = quoth_jsonl_reader_next (self, "link", names, &seen)) != QUOTH_JSONL_END)
    switch (member)
      {
      case 0: link.role = (char *) quoth_jsonl_reader_string (self, FALSE); break;
      case 1: link.to = (char *) quoth_jsonl_reader_string (self, FALSE); break;
      case 2:
        quoth_attributes_unref (link.attributes);
        link.attributes = quoth_jsonl_reader_attributes (self);
        break;
      default: quoth_json_scan_raw (&self->scan, NULL); break;
      }
  g_array_append_val (self->links, link);
  if (self->scan.error == NULL && (link.role == NULL || link.to == NULL))
    return quoth_json_scan_refuse (&self->scan, "a link needs \"role\" and \"to\"");
  if (self->links->len > MAX_LINKS)
    return quoth_json_scan_refuse (&self->scan, "more than %d links", MAX_LINKS);
  return self->scan.error == NULL;
}

static void
read_links (QuothJsonlReader *self)
{
  clear_links (self);
  if (quoth_json_scan_null (&self->scan))
    return;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    read_link (self);
}

static void
read_quotes (QuothJsonlReader *self,
             Fields           *fields)
{
  QuothSlice json;

  if (quoth_json_scan_null (&self->scan))
    return;
  if (quoth_json_scan_peek (&self->scan) != '[')
    quoth_json_scan_array (&self->scan); /* says what was expected */
  else if (quoth_json_scan_raw (&self->scan, &json))
    fields->quotes = json.bytes;
}

static gboolean
read_fields (QuothJsonlReader *self,
             Fields           *fields)
{
  static const char *const names[] = { "id", "layer", "type", "parts", "quotes", "entity",
                                       "attributes", "links", "origin", "created", "note", NULL };
  guint seen = 0;
  int member;

  quoth_json_scan_object (&self->scan);
  while ((member = quoth_jsonl_reader_next (self, "annotation", names, &seen)) != QUOTH_JSONL_END)
    switch (member)
      {
      case 0: fields->id = quoth_jsonl_reader_string (self, FALSE); break;
      case 1: fields->layer = quoth_jsonl_reader_string (self, FALSE); break;
      case 2: fields->type = quoth_jsonl_reader_string (self, FALSE); break;
      case 3: read_parts (self); break;
      case 4: read_quotes (self, fields); break;
      case 5: fields->entity = quoth_jsonl_reader_string (self, TRUE); break;
      case 6:
        quoth_attributes_unref (fields->attributes);
        fields->attributes = quoth_jsonl_reader_attributes (self);
        break;
      case 7: read_links (self); break;
      case 8: fields->origin = quoth_jsonl_reader_string (self, FALSE); break;
      case 9: fields->created = quoth_jsonl_reader_string (self, FALSE); break;
      case 10: fields->note = quoth_jsonl_reader_string (self, TRUE); break;
      default: quoth_json_scan_raw (&self->scan, NULL); break;
      }
  if (self->scan.error == NULL && fields->type == NULL)
    return quoth_json_scan_refuse (&self->scan, "an annotation has no \"type\"");
  if (self->scan.error == NULL && self->parts->len == 0)
    return quoth_json_scan_refuse (&self->scan, "an annotation has no \"parts\"");
  return self->scan.error == NULL;
}

/* Sorted; a list that is not in order is no mistake, one that overlaps is. */
static gboolean
sort_parts (QuothJsonlReader *self)
{
  const QuothSpan *parts = (const QuothSpan *) self->parts->data;

  for (guint i = 1; i < self->parts->len; i++)
    if (parts[i].start < parts[i - 1].start)
      {
        g_array_sort (self->parts, compare_starts);
        break;
      }
  for (guint i = 1; i < self->parts->len; i++)
    if (parts[i].start < parts[i - 1].end)
      return quoth_json_scan_refuse (&self->scan, "parts [%u, %u) and [%u, %u) overlap",
                                     parts[i - 1].start, parts[i - 1].end, parts[i].start,
                                     parts[i].end);
  return TRUE;
}

/* Layer and origin hardly change from one annotation to the next; to intern them again
 * would take a lock and a look-up each. */
static void
prepare_blank (QuothJsonlReader *self,
               const char       *layer,
               const char       *origin)
{
  if (strcmp (self->blank->layer, layer) != 0)
    quoth_annotation_set_layer (self->blank, layer);
  if (strcmp (self->blank->origin, origin) != 0)
    quoth_annotation_set_origin (self->blank, origin);
}

static QuothAnnotation *
build (QuothJsonlReader *self,
       Fields           *fields)
{
  g_autoptr (QuothAnnotation) annotation = NULL;
  const char *layer = fields->layer != NULL ? fields->layer : self->options->layer;
  g_autofree char *own_id = NULL;
  QuothJsonlQuotes quotes = { NULL, fields->quotes, self->order->len };

  /* Quotes stand in the order in which the parts stood. */
  if (fields->quotes != NULL)
    g_array_append_vals (self->order, self->parts->data, self->parts->len);
  if (!sort_parts (self))
    return NULL;
  prepare_blank (self, layer != NULL ? layer : g_get_user_name (),
                 fields->origin != NULL ? fields->origin : "import");
  annotation = quoth_annotation_copy (self->blank);
  quoth_annotation_set_type (annotation, fields->type);
  quoth_annotation_set_parts (annotation, (const QuothSpan *) self->parts->data, self->parts->len);
  if (fields->quotes != NULL)
    {
      quotes.annotation = annotation;
      g_array_append_val (self->quotes, quotes);
    }
  if (fields->id == NULL)
    fields->id = own_id = quoth_id_new ();
  quoth_annotation_set_id (annotation, fields->id);
  if (fields->entity != NULL)
    quoth_annotation_set_entity (annotation, fields->entity);
  quoth_annotation_take_attributes (annotation, g_steal_pointer (&fields->attributes));
  for (guint i = 0; i < self->links->len; i++)
    {
      const QuothLink *link = &g_array_index (self->links, QuothLink, i);

      quoth_annotation_add_link (annotation, link->role, link->to, link->attributes);
    }
  quoth_annotation_set_created (annotation,
                                fields->created != NULL ? fields->created : self->began);
  if (fields->note != NULL)
    quoth_annotation_set_note (annotation, fields->note);
  return g_steal_pointer (&annotation);
}

gboolean
quoth_jsonl_read_annotations (QuothJsonlReader *self,
                              GPtrArray        *out)
{
  if (quoth_json_scan_null (&self->scan))
    return TRUE;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      QuothAnnotation *annotation = NULL;
      Fields fields = { NULL };

      g_array_set_size (self->parts, 0);
      clear_links (self);
      if (read_fields (self, &fields))
        annotation = build (self, &fields);
      quoth_attributes_unref (fields.attributes);
      if (annotation == NULL)
        break;
      g_ptr_array_add (out, annotation);
      if (!g_hash_table_replace (self->by_id, annotation->id, annotation))
        quoth_json_scan_refuse (&self->scan, "annotation id \"%s\" stands twice", annotation->id);
      if (out->len % 1024 == 0 && quoth_progress_is_cancelled (self->progress))
        break; /* the caller's next look at the progress says so */
    }
  clear_links (self);
  return self->scan.error == NULL;
}

static char *
show (const char *bytes,
      gsize       n_bytes)
{
  g_autofree char *string = g_strndup (bytes, n_bytes);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (string, -1) <= MAX_SHOWN)
    return g_steal_pointer (&string);
  cut = g_utf8_substring (string, 0, MAX_SHOWN);
  return g_strconcat (cut, "…", NULL);
}

static gboolean
check_quotes (QuothJsonlReader       *self,
              QuothText              *text,
              const QuothJsonlQuotes *quotes)
{
  const QuothSpan *parts = &g_array_index (self->order, QuothSpan, quotes->first_part);
  const char *id = quotes->annotation->id;
  guint n = 0;

  /* They were checked as JSON when they were passed over. */
  self->scan.p = quotes->json;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *words;
      QuothSlice quote;
      gsize n_bytes;

      if (!quoth_json_scan_string (&self->scan, &quote))
        return FALSE;
      if (n == quotes->annotation->n_parts)
        return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\" has more quotes than "
                                              "parts", id);
      words = quoth_text_peek_slice (text, parts[n].start, parts[n].end, &n_bytes);
      if (n_bytes != quote.length || memcmp (words, quote.bytes, n_bytes) != 0)
        {
          g_autofree char *shown_text = show (words, n_bytes);
          g_autofree char *shown_quote = show (quote.bytes, quote.length);

          return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": the text reads "
                                                "\"%s\" at [%u, %u), but its quote is \"%s\"", id,
                                                shown_text, parts[n].start, parts[n].end,
                                                shown_quote);
        }
      n++;
    }
  if (self->scan.error == NULL && n < quotes->annotation->n_parts)
    quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\" has fewer quotes than parts", id);
  return self->scan.error == NULL;
}

static gboolean
check_annotation (QuothJsonlReader *self,
                  QuothText        *text,
                  QuothAnnotation  *annotation)
{
  guint length = quoth_text_get_length (text);
  QuothSpan last = annotation->parts[annotation->n_parts - 1];

  if (last.end > length)
    return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": part [%u, %u) ends after "
                                          "the text of %u characters", annotation->id, last.start,
                                          last.end, length);
  if (annotation->entity != NULL && self->entities != NULL
      && !g_hash_table_contains (self->entities, annotation->entity))
    return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": entity \"%s\" is not in "
                                          QUOTH_JSONL_ENTITIES, annotation->id,
                                          annotation->entity);
  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      QuothAnnotation *target = g_hash_table_lookup (self->by_id, link->to);

      if (target == NULL)
        return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": link \"%s\" to "
                                              "\"%s\", which is not in this article",
                                              annotation->id, link->role, link->to);
      if (target == annotation)
        return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": link \"%s\" to "
                                              "itself", annotation->id, link->role);
      if (strcmp (target->layer, annotation->layer) != 0)
        return quoth_json_scan_refuse_record (&self->scan, "annotation \"%s\": link \"%s\" to "
                                              "\"%s\", which is in another layer",
                                              annotation->id, link->role, link->to);
    }
  return TRUE;
}

gboolean
quoth_jsonl_check_annotations (QuothJsonlReader *self,
                               QuothText        *text,
                               GPtrArray        *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    if (!check_annotation (self, text, annotations->pdata[i]))
      return FALSE;
  for (guint i = 0; i < self->quotes->len; i++)
    if (!check_quotes (self, text, &g_array_index (self->quotes, QuothJsonlQuotes, i)))
      return FALSE;
  return TRUE;
}
