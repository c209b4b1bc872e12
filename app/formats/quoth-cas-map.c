/* quoth-cas-map.c - a view of a CAS becomes an article
 *
 * What covers text is an annotation, but for what the text consists of; pieces with one
 * uid are one. Offsets are UTF-16 units: one that is not in the text, or inside a
 * character, is refused. What dangles is noticed, never fatal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-map-private.h"

#include <string.h>

#define MAX_TOLD 1000

static void
clear_group (gpointer data)
{
  QuothCasGroup *self = data;

  g_clear_pointer (&self->more, g_array_unref);
  g_clear_pointer (&self->annotation, quoth_annotation_unref);
}

static void
map_init (QuothCasMap           *self,
          QuothCas              *cas,
          const QuothCasContext *context,
          const QuothCasSofa    *sofa)
{
  memset (self, 0, sizeof *self);
  self->cas = cas;
  self->context = context;
  self->sofa = sofa;
  self->is_alone = TRUE;
  for (guint i = 0; i < cas->sofas->len; i++)
    {
      const QuothCasSofa *other = &g_array_index (cas->sofas, QuothCasSofa, i);

      self->is_alone = self->is_alone && (other == sofa || other->text == NULL);
    }
  self->scheme = context->options->scheme != NULL ? quoth_scheme_ref (context->options->scheme)
                                                  : quoth_scheme_new_default ();
  self->layer = context->layer != NULL ? context->layer
                : context->options->layer != NULL ? context->options->layer : "import";
  self->groups = g_new0 (guint, (gsize) cas->structures->len + 1);
  self->list = g_array_new (FALSE, TRUE, sizeof (QuothCasGroup));
  g_array_set_clear_func (self->list, clear_group);
  self->by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  self->entities = context->entities != NULL
                   ? g_hash_table_ref (context->entities)
                   : g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) quoth_entity_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chained = g_hash_table_new (NULL, NULL);
  self->corefers = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
map_clear (QuothCasMap *self)
{
  quoth_scheme_unref (self->scheme);
  g_free (self->groups);
  g_free (self->parents);
  g_array_unref (self->list);
  g_hash_table_unref (self->by_uid);
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->chained);
  g_hash_table_unref (self->corefers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothCasMap, map_clear)

void
quoth_cas_map_tell (QuothCasMap *self,
                    char        *message)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->told, message));

  if (n == 0 && g_hash_table_size (self->told) >= MAX_TOLD)
    g_free (message);
  else
    g_hash_table_insert (self->told, message, GUINT_TO_POINTER (n + 1));
}

QuothCasGroup *
quoth_cas_map_get (QuothCasMap *self,
                   guint        index)
{
  return &g_array_index (self->list, QuothCasGroup, index);
}

QuothCasGroup *
quoth_cas_map_find (QuothCasMap *self,
                    guint        fs)
{
  return self->groups[fs] > 0 ? quoth_cas_map_get (self, self->groups[fs] - 1) : NULL;
}

/* What names no text belongs to the only one. */
gboolean
quoth_cas_map_is_of_view (QuothCasMap      *self,
                          const QuothCasFs *fs)
{
  return fs->sofa == self->sofa->id || (fs->sofa == 0 && self->is_alone);
}

static gboolean
is_document (QuothCasMap      *self,
             const QuothCasFs *fs)
{
  return strcmp (fs->type, QUOTH_CAS_META) == 0
         || quoth_cas_types_is_a (self->cas->types, fs->type, "uima.tcas.DocumentAnnotation");
}

static gboolean
convert (QuothCasMap       *self,
         const QuothCasFs  *fs,
         QuothSpan         *out_span,
         GError           **error)
{
  QuothText *text = self->sofa->text;
  guint length = quoth_text_get_n_utf16 (text);
  const char *name = quoth_cas_short_name (fs->type);

  if (fs->begin > fs->end || fs->end > length)
    return quoth_format_refuse (error, self->cas->path, fs->line,
                                "%s %u from %u to %u is not in the text of %u UTF-16 units",
                                name, fs->id, fs->begin, fs->end, length);
  if (!quoth_text_from_utf16 (text, fs->begin, &out_span->start)
      || !quoth_text_from_utf16 (text, fs->end, &out_span->end))
    return quoth_format_refuse (error, self->cas->path, fs->line,
                                "%s %u from %u to %u begins or ends inside a character",
                                name, fs->id, fs->begin, fs->end);
  return TRUE;
}

static void
add_to_group (QuothCasGroup *group,
              QuothSpan      span)
{
  if (group->more == NULL)
    group->more = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_array_append_val (group->more, span);
}

static void
add_span (QuothCasMap *self,
          guint        index,
          QuothSpan    span)
{
  const QuothCasFs *fs = quoth_cas_get (self->cas, index);
  const char *uid = strcmp (fs->type, QUOTH_CAS_SPAN) == 0
                    ? quoth_cas_get_string (self->cas, fs, "uid") : NULL;
  QuothCasGroup group = { .fs = index, .span = span };
  guint known = uid != NULL && *uid != '\0'
                ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_uid, uid)) : 0;

  if (known > 0)
    {
      add_to_group (quoth_cas_map_get (self, known - 1), span);
      self->groups[index] = known;
      return;
    }
  quoth_cas_map_name (self, &group);
  g_array_append_val (self->list, group);
  self->groups[index] = self->list->len;
  if (uid != NULL && *uid != '\0')
    g_hash_table_insert (self->by_uid, (gpointer) uid, GUINT_TO_POINTER (self->list->len));
}

/* What is said of the document and not of a place in it, as the layers of documents of INCEpTION;
 * chains begin with their "first". */
static void
tell_placeless (QuothCasMap      *self,
                const QuothCasFs *fs)
{
  if (fs->sofa == self->sofa->id && fs->begin == QUOTH_CAS_NO_OFFSET && fs->n_features > 0
      && !g_str_has_prefix (fs->type, "quoth.") && !g_str_has_prefix (fs->type, "uima.")
      && quoth_cas_get_feature (self->cas, fs, "first") == NULL)
    quoth_cas_map_tell (self, g_strdup_printf ("%s has no place in the text: left out",
                                               quoth_cas_short_name (fs->type)));
}

static gboolean
collect (QuothCasMap  *self,
         GError      **error)
{
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const QuothCasFs *fs = quoth_cas_get (self->cas, i);
      QuothSpan span;

      if (fs->begin == QUOTH_CAS_NO_OFFSET || fs->end == QUOTH_CAS_NO_OFFSET
          || !quoth_cas_map_is_of_view (self, fs) || is_document (self, fs))
        {
          tell_placeless (self, fs);
          continue;
        }
      if (!convert (self, fs, &span, error))
        return FALSE;
      if (quoth_cas_map_is_relation (self, fs))
        continue;
      if (span.start == span.end)
        quoth_cas_map_tell (self, g_strdup_printf ("%s covers no text: left out",
                                                   quoth_cas_short_name (fs->type)));
      else
        add_span (self, i, span);
    }
  return TRUE;
}

static void
make_annotations (QuothCasMap *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      QuothCasGroup *group = quoth_cas_map_get (self, i);
      const QuothCasFs *fs = quoth_cas_get (self->cas, group->fs);
      gboolean own = strcmp (fs->type, QUOTH_CAS_SPAN) == 0;
      const char *uid = own ? quoth_cas_get_string (self->cas, fs, "uid") : NULL;
      const char *note = own ? quoth_cas_get_string (self->cas, fs, "note") : NULL;
      g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
      QuothAttributes *attributes;

      g_array_append_val (parts, group->span);
      if (group->more != NULL)
        g_array_append_vals (parts, group->more->data, group->more->len);
      quoth_spans_normalize ((QuothSpan *) parts->data, &parts->len);
      group->annotation = quoth_annotation_new (group->type, self->layer,
                                                (QuothSpan *) parts->data, parts->len);
      quoth_annotation_set_origin (group->annotation, "import");
      if (uid != NULL && *uid != '\0')
        quoth_annotation_set_id (group->annotation, uid);
      if (note != NULL)
        quoth_annotation_set_note (group->annotation, note);
      attributes = quoth_cas_map_values (self, fs, own ? NULL : group->label);
      if (attributes != NULL)
        quoth_annotation_take_attributes (group->annotation, attributes);
    }
}

static void
tell_sink (QuothCasMap *self)
{
  const QuothSink *sink = self->context->sink;
  g_autoptr (GList) messages = g_list_sort (g_hash_table_get_keys (self->told),
                                            (GCompareFunc) strcmp);

  for (GList *l = messages; l != NULL; l = l->next)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->told, l->data));
      g_autofree char *message = g_strdup_printf ("%s (%u)", (char *) l->data, n);

      sink->notice (sink->user_data, self->cas->path, 0, n > 1 ? message : l->data);
    }
}

static const QuothCasFs *
find_document (QuothCasMap *self,
               gboolean     own)
{
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const QuothCasFs *fs = quoth_cas_get (self->cas, i);

      if (own ? strcmp (fs->type, QUOTH_CAS_ARTICLE) == 0
              : quoth_cas_map_is_of_view (self, fs) && is_document (self, fs))
        return fs;
    }
  return NULL;
}

static QuothAttributes *
parse_attributes (QuothCasMap      *self,
                  const QuothCasFs *fs,
                  const char       *name)
{
  const char *json = quoth_cas_get_string (self->cas, fs, name);

  return json != NULL ? quoth_attributes_new_from_json (json, -1, NULL) : NULL;
}

static QuothArticle *
make_article (QuothCasMap      *self,
              const QuothCasFs *own,
              gboolean          is_first)
{
  const QuothCasContext *context = self->context;
  const QuothCasFs *meta = find_document (self, FALSE);
  const char *title = meta != NULL ? quoth_cas_get_string (self->cas, meta, "documentTitle") : NULL;
  const char *language = meta != NULL ? quoth_cas_get_string (self->cas, meta, "language") : NULL;
  const char *id = own != NULL ? quoth_cas_get_string (self->cas, own, "id") : NULL;
  g_autofree char *name = NULL;
  QuothArticle *article;

  /* An index beside the files knows better than XML, which has no place for some names. */
  if (context->id != NULL || title == NULL || *title == '\0')
    title = context->name;
  name = is_first ? g_strdup (title) : g_strdup_printf ("%s (%s)", title, self->sofa->name);
  article = quoth_article_new (name, self->sofa->text);
  id = context->id != NULL ? context->id : id;
  if (is_first && id != NULL && *id != '\0')
    quoth_article_set_id (article, id);
  if (language != NULL && *language != '\0' && strcmp (language, "x-unspecified") != 0)
    quoth_article_set_language (article, language);
  if (own != NULL)
    {
      quoth_article_take_metadata (article, parse_attributes (self, own, "metadata"));
      quoth_article_take_tags (article, parse_attributes (self, own, "tags"));
    }
  else if (context->metadata != NULL)
    quoth_article_take_metadata (article, quoth_attributes_ref (context->metadata));
  return article;
}

static gboolean
is_state (const char *state)
{
  return g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "done") == 0
         || g_strcmp0 (state, "locked") == 0;
}

static gboolean
deliver_view (QuothCas              *cas,
              const QuothCasContext *context,
              const QuothCasSofa    *sofa,
              gboolean               is_first,
              GError               **error)
{
  g_auto (QuothCasMap) self = { NULL };
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  const QuothCasFs *own;
  const char *layer;
  const char *state;

  map_init (&self, cas, context, sofa);
  own = find_document (&self, TRUE);
  layer = own != NULL ? quoth_cas_get_string (cas, own, "layer") : NULL;
  state = own != NULL ? quoth_cas_get_string (cas, own, "state") : context->state;
  if (layer != NULL && *layer != '\0')
    self.layer = layer;
  if (!context->text_only && !collect (&self, error))
    return FALSE;
  make_annotations (&self);
  quoth_cas_map_links (&self);
  if (!quoth_cas_map_entities (&self, error))
    return FALSE;
  tell_sink (&self);
  article = make_article (&self, own, is_first);
  data = quoth_article_data_new (article, sofa->text);
  if (self.list->len > 0 || layer != NULL || context->layer != NULL)
    quoth_article_data_add_layer (data, self.layer, is_state (state) ? state
                                              : quoth_layer_state_of_file (self.list->len));
  for (guint i = 0; i < self.list->len; i++)
    g_ptr_array_add (data->annotations,
                     quoth_annotation_ref (quoth_cas_map_get (&self, i)->annotation));
  if (self.scheme != context->options->scheme && context->sink->scheme != NULL
      && !context->sink->scheme (context->sink->user_data, self.scheme, error))
    return FALSE;
  return context->sink->article (context->sink->user_data, data, error);
}

static void
tell_skipped (QuothCas              *self,
              const QuothCasContext *context)
{
  g_autoptr (GList) types = g_list_sort (g_hash_table_get_keys (self->skipped),
                                         (GCompareFunc) strcmp);

  for (GList *l = types; l != NULL; l = l->next)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->skipped, l->data));
      g_autofree char *message = g_strdup_printf ("%s is no annotation: left out (%u)",
                                                  quoth_cas_short_name (l->data), n);

      if (g_str_has_prefix (l->data, QUOTH_CAS_DKPRO "segmentation"))
        context->sink->notice (context->sink->user_data, self->path, 0, message);
    }
}

/**
 * quoth_cas_deliver:
 * @self: a CAS that was read
 * @context: where to, and what is known of it
 * @error: return location for a #QuothFormatError, or what the sink gave
 *
 * Returns: %FALSE when something is wrong or the sink has had enough
 */
gboolean
quoth_cas_deliver (QuothCas              *self,
                   const QuothCasContext *context,
                   GError               **error)
{
  guint n = 0;

  for (guint i = 0; i < self->sofas->len; i++)
    {
      const QuothCasSofa *sofa = &g_array_index (self->sofas, QuothCasSofa, i);
      g_autofree char *message = NULL;

      if (sofa->text != NULL)
        {
          if (!deliver_view (self, context, sofa, n == 0, error))
            return FALSE;
          n++;
          continue;
        }
      if (self->sofas->len == 1)
        return quoth_format_refuse (error, self->path, sofa->line,
                                    "the CAS holds no text, only a pointer to something elsewhere");
      message = g_strdup_printf ("the view %s holds no text: left out", sofa->name);
      context->sink->notice (context->sink->user_data, self->path, sofa->line, message);
    }
  if (n == 0)
    return quoth_format_refuse (error, self->path, 0, "the CAS holds no text");
  tell_skipped (self, context);
  return TRUE;
}
