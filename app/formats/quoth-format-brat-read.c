/* quoth-format-brat-read.c - items of a standoff file become annotations
 *
 * Shared by the formats that are brat with other words. What dangles is noticed,
 * never fatal: real corpora name spans that are not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"
#include "quoth-scheme-edit.h"
#include "quoth-sort.h"

#include <string.h>

/* Beyond this an annotation is no annotation but an attack: adding a link costs a walk
 * over those that are there. */
#define MAX_LINKS 1024
/* How many parts a file may come to beyond those it holds, when events share spans. */
#define MAX_SHARED_PARTS (1024 * 1024)

void
quoth_brat_reader_init (QuothBratReader        *self,
                        const QuothReadOptions *options,
                        const QuothSink        *sink)
{
  memset (self, 0, sizeof *self);
  self->options = options;
  self->sink = sink;
  self->scheme = options->scheme != NULL ? quoth_scheme_ref (options->scheme)
                                         : quoth_scheme_new_default ();
  self->layer = options->layer != NULL ? options->layer : "import";
  self->standoff = quoth_standoff_new ();
  self->extra = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->subjects = g_ptr_array_new ();
}

void
quoth_brat_reader_clear (QuothBratReader *self)
{
  for (guint i = 0; self->annotations != NULL && i < self->standoff->items->len; i++)
    g_clear_pointer (&self->annotations[i], quoth_annotation_unref);
  g_clear_pointer (&self->annotations, g_free);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->standoff, quoth_standoff_free);
  g_clear_pointer (&self->entities, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->of_links, g_hash_table_unref);
}

void
quoth_brat_reader_notice (QuothBratReader         *self,
                          const QuothStandoffItem *item,
                          const char              *format,
                          ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = quoth_format_phrase (format, args);
  va_end (args);
  self->sink->notice (self->sink->user_data, item->path, item->line, message);
}

/* Loads the text and the standoff files @paths beside it, and finds their unit. */
gboolean
quoth_brat_reader_load (QuothBratReader    *self,
                        const char         *text_path,
                        const char *const  *paths,
                        GError            **error)
{
  g_autofree char *encoding = NULL;
  const char *unit = NULL;
  gboolean mark;

  self->text = quoth_standoff_load_text (text_path, self->options->encoding, &mark, &encoding,
                                         error);
  if (self->text == NULL)
    return FALSE;
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autofree char *message = g_strdup_printf ("read as %s", encoding);

      self->sink->notice (self->sink->user_data, text_path, 0, message);
    }
  for (guint i = 0; paths[i] != NULL; i++)
    if (!quoth_standoff_add_file (self->standoff, paths[i], self->options->encoding, error))
      return FALSE;
  if (!quoth_standoff_resolve (self->standoff, self->text, mark, &unit, error))
    return FALSE;
  if (strcmp (unit, "code points") != 0)
    {
      g_autofree char *message = g_strdup_printf ("offsets were counted in %s", unit);

      self->sink->notice (self->sink->user_data, paths[0], 0, message);
    }
  self->annotations = g_new0 (QuothAnnotation *, self->standoff->items->len + 1);
  return TRUE;
}

guint
quoth_brat_reader_index (QuothBratReader         *self,
                         const QuothStandoffItem *item)
{
  return (guint) (item - (const QuothStandoffItem *) self->standoff->items->data);
}

/* Makes sure that the scheme knows @type, as one of @kind when it is new. */
void
quoth_brat_reader_know_type (QuothBratReader *self,
                             const char      *type,
                             QuothTypeKind    kind)
{
  QuothScheme *scheme;

  if (quoth_scheme_lookup_type (self->scheme, type) != NULL || quoth_scheme_is_full (self->scheme))
    return;
  scheme = quoth_scheme_with_type (self->scheme, type, kind);
  quoth_scheme_unref (self->scheme);
  self->scheme = scheme;
}

/* An annotation of the pieces of @item; NULL, with a notice, when they cover nothing. */
QuothAnnotation *
quoth_brat_reader_make (QuothBratReader         *self,
                        const QuothStandoffItem *item,
                        const char              *type)
{
  const QuothSpan *pieces = &g_array_index (self->standoff->pieces, QuothSpan, item->first);
  g_autofree QuothSpan *many = NULL;
  QuothSpan one;
  QuothSpan *parts = &one; /* as most have */
  QuothAnnotation *annotation;
  guint n = 0;

  self->n_parts += item->n;
  if (self->n_parts > 4 * (gsize) self->standoff->pieces->len + MAX_SHARED_PARTS)
    {
      quoth_brat_reader_notice (self, item, "%s is shared too often: left out", item->id);
      return NULL;
    }
  if (item->n > 1)
    parts = many = g_new (QuothSpan, item->n);
  for (guint i = 0; i < item->n; i++)
    if (pieces[i].start < pieces[i].end)
      parts[n++] = pieces[i];
  if (n == 0)
    {
      quoth_brat_reader_notice (self, item, "%s covers no text: left out", item->id);
      return NULL;
    }
  annotation = quoth_annotation_new (type, self->layer, parts, n);
  quoth_annotation_set_origin (annotation, "import");
  return annotation;
}

/* The annotation that an id stands for; an event stands for its trigger. */
QuothAnnotation *
quoth_brat_reader_find (QuothBratReader *self,
                        const char      *id)
{
  const QuothStandoffItem *item = quoth_standoff_lookup (self->standoff, id);

  return item != NULL ? self->annotations[quoth_brat_reader_index (self, item)] : NULL;
}

static void
add_link (QuothBratReader         *self,
          const QuothStandoffItem *item,
          const char              *role,
          const char              *from_id,
          const char              *to_id)
{
  QuothAttributes *attributes = item->id != NULL && self->of_links != NULL
                                ? g_hash_table_lookup (self->of_links, item->id) : NULL;
  QuothAnnotation *from = quoth_brat_reader_find (self, from_id);
  QuothAnnotation *to = quoth_brat_reader_find (self, to_id);

  if (from == NULL || to == NULL)
    quoth_brat_reader_notice (self, item, "%s names %s, which is not there: %s is left out",
                              item->id != NULL ? item->id : "*", from == NULL ? from_id : to_id,
                              role);
  else if (from == to)
    quoth_brat_reader_notice (self, item, "%s relates %s to itself: left out",
                              item->id != NULL ? item->id : "*", from_id);
  else if (from->n_links >= MAX_LINKS)
    quoth_brat_reader_notice (self, item, "%s has too many relations: one is left out", from_id);
  else
    quoth_annotation_add_link (from, role, to->id, attributes);
}

static void
read_relation (QuothBratReader         *self,
               const QuothStandoffItem *item)
{
  const QuothStandoffArgument *arguments = &g_array_index (self->standoff->arguments,
                                                           QuothStandoffArgument, item->first);
  const char *role = quoth_brat_names_from_brat (self->names, QUOTH_BRAT_ROLE, item->type);

  if (item->kind == 'R')
    {
      add_link (self, item, role, arguments[0].target, arguments[1].target);
      if (item->n > 2)
        quoth_brat_reader_notice (self, item, "%s has more than two arguments: only two are kept",
                                  item->id);
      return;
    }
  /* Equivalence is a chain, so that its length costs no annotation dear. */
  for (guint i = 0; i + 1 < item->n; i++)
    add_link (self, item, role, arguments[i].target, arguments[i + 1].target);
}

static void
read_event (QuothBratReader         *self,
            const QuothStandoffItem *item)
{
  for (guint i = 0; i < item->n; i++)
    {
      const QuothStandoffArgument *argument = &g_array_index (self->standoff->arguments,
                                                              QuothStandoffArgument,
                                                              item->first + i);
      g_autofree char *role = g_strdup (argument->role);
      gsize length = strlen (role);

      /* A role that is there twice is numbered from the second on. */
      while (length > 1 && g_ascii_isdigit (role[length - 1]))
        role[--length] = '\0';
      add_link (self, item,
                quoth_brat_names_from_brat (self->names, QUOTH_BRAT_ROLE, role), item->id,
                argument->target);
    }
}

/* Sets what an item stands for, unless it stands for something already. */
void
quoth_brat_reader_stand_for (QuothBratReader *self,
                             guint            index,
                             QuothAnnotation *annotation)
{
  if (self->annotations[index] != NULL)
    return;
  self->annotations[index] = quoth_annotation_ref (annotation);
  self->shared = TRUE;
}

/* A span becomes an annotation, an event that of its trigger: a copy of it when
 * another event has it. */
static void
make_annotations (QuothBratReader *self)
{
  g_autoptr (GHashTable) taken = NULL;
  const QuothStandoffItem *items = (const QuothStandoffItem *) self->standoff->items->data;
  guint n = self->standoff->items->len;

  for (guint i = 0; i < n; i++)
    if (items[i].kind == 'T')
      {
        const char *type = quoth_brat_names_from_brat (self->names, QUOTH_BRAT_TYPE,
                                                       items[i].type);
        const char *sort = quoth_brat_names_get_sort (self->names, QUOTH_BRAT_TYPE, type);

        if (sort != NULL)
          quoth_brat_reader_know_type (self, type,
                                       strcmp (sort, "mention") == 0 ? QUOTH_TYPE_KIND_MENTION
                                       : strcmp (sort, "claim") == 0 ? QUOTH_TYPE_KIND_CLAIM
                                                                     : QUOTH_TYPE_KIND_SPAN);
        self->annotations[i] = quoth_brat_reader_make (self, &items[i], type);
      }
  for (guint i = 0; i < n; i++)
    {
      const QuothStandoffItem *trigger;
      QuothAnnotation *annotation;

      if (items[i].kind != 'E')
        continue;
      if (taken == NULL)
        taken = g_hash_table_new (NULL, NULL);
      trigger = quoth_standoff_lookup (self->standoff, items[i].target);
      annotation = trigger != NULL && trigger->kind == 'T'
                   ? self->annotations[quoth_brat_reader_index (self, trigger)] : NULL;
      if (annotation == NULL)
        quoth_brat_reader_notice (self, &items[i], "the trigger %s of %s is not there",
                                  items[i].target, items[i].id);
      else if (g_hash_table_add (taken, annotation))
        quoth_brat_reader_stand_for (self, i, annotation);
      else
        self->annotations[i] = quoth_brat_reader_make (self, trigger, annotation->type);
    }
}

/* Relations and equivalences, and with @events what events bind. Ids in notes must be
 * known before links name them. */
void
quoth_brat_reader_relations (QuothBratReader *self,
                             gboolean         events)
{
  for (guint i = 0; i < self->standoff->items->len; i++)
    {
      const QuothStandoffItem *item = &g_array_index (self->standoff->items, QuothStandoffItem, i);

      if (item->kind == 'R' || item->kind == '*')
        read_relation (self, item);
      else if (item->kind == 'E' && events)
        read_event (self, item);
    }
}

/* The whole of plain brat, once the file is loaded. */
void
quoth_brat_reader_finish (QuothBratReader *self)
{
  make_annotations (self);
  quoth_brat_reader_remarks (self);
  quoth_brat_reader_relations (self, TRUE);
}

static gboolean
deliver_entities (QuothBratReader  *self,
                  GError          **error)
{
  g_autofree gpointer *keys = NULL;
  guint n = 0;

  if (self->entities == NULL)
    return TRUE;
  keys = quoth_list_keys (self->entities, &n);
  for (guint i = 0; i < n; i++)
    if (!self->sink->entity (self->sink->user_data, g_hash_table_lookup (self->entities, keys[i]),
                             error))
      return FALSE;
  return TRUE;
}

/* Documented in quoth-format-brat-private.h. */
gboolean
quoth_brat_reader_deliver (QuothBratReader  *self,
                           const char       *name,
                           const char       *id,
                           GError          **error)
{
  g_autoptr (QuothArticle) article = quoth_article_new (name, self->text);
  g_autoptr (QuothArticleData) data = quoth_article_data_new (article, self->text);
  g_autoptr (GHashTable) seen = self->shared ? g_hash_table_new (NULL, NULL) : NULL;

  quoth_brat_reader_add_comments (self, data);
  if (self->scheme != self->options->scheme && self->sink->scheme != NULL
      && !self->sink->scheme (self->sink->user_data, self->scheme, error))
    return FALSE;
  if (!deliver_entities (self, error))
    return FALSE;
  if (id != NULL)
    quoth_article_set_id (article, id);
  for (guint i = 0; i < self->standoff->items->len; i++)
    if (self->annotations[i] != NULL
        && (seen == NULL || g_hash_table_add (seen, self->annotations[i])))
      g_ptr_array_add (data->annotations, quoth_annotation_ref (self->annotations[i]));
  for (guint i = 0; i < self->extra->len; i++)
    g_ptr_array_add (data->annotations, quoth_annotation_ref (self->extra->pdata[i]));
  /* A file without a line and an annotator tells of nobody's work. */
  if (data->annotations->len > 0 || g_strcmp0 (self->layer, self->options->layer) != 0)
    quoth_article_data_add_layer (data, self->layer,
                                  quoth_layer_state_of_file (data->annotations->len));
  return self->sink->article (self->sink->user_data, data, error);
}
