/* quoth-flaws-find.c - the rules, on one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaws"

#include "config.h"

#include "quoth-flaws-private.h"

#include "quoth-edit.h"
#include "quoth-kwic.h"
#include "quoth-names.h"
#include "quoth-words.h"

#include <string.h>

typedef struct
{
  QuothDocument *document;
  QuothScheme   *scheme;
  QuothText     *text;
  QuothRegistry *registry;
  GPtrArray     *found;
} Search;

QuothFlaw *
quoth_flaw_new (QuothFlawKind    kind,
                QuothDocument   *document,
                QuothAnnotation *annotation,
                QuothSpan        span,
                const char      *detail)
{
  QuothFlaw *self = g_new0 (QuothFlaw, 1);

  self->kind = kind;
  self->article = g_strdup (quoth_document_get_article_id (document));
  self->article_name = g_strdup (quoth_document_get_article (document)->name);
  self->annotation = annotation != NULL ? g_strdup (annotation->id) : NULL;
  self->span = span;
  self->detail = g_strdup (detail);
  quoth_kwic_cut (quoth_document_get_text (document), span, &self->before, &self->match,
                  &self->after);
  return self;
}

static void
add (Search          *self,
     QuothFlawKind    kind,
     QuothAnnotation *annotation,
     const char      *detail)
{
  g_ptr_array_add (self->found,
                   quoth_flaw_new (kind, self->document, annotation,
                                   (QuothSpan){ quoth_annotation_get_start (annotation),
                                                quoth_annotation_get_end (annotation) }, detail));
}

char *
quoth_flaws_dup_name (QuothDocument   *document,
                      QuothAnnotation *mention)
{
  const QuothType *type = quoth_document_get_type_of (document, mention);
  g_autofree char *words = quoth_annotation_dup_text (mention, quoth_document_get_text (document),
                                                      " ");
  char *line = quoth_kwic_line (words, strlen (words), G_MAXUINT);

  if (mention->n_parts == 1 && *line != '\0'
      && quoth_edit_is_name (line, type != NULL ? type->entity_kind : NULL))
    return line;
  g_free (line);
  return NULL;
}

static gboolean
is_speaker (Search          *self,
            QuothAnnotation *mention)
{
  g_autoptr (GPtrArray) referrers = quoth_document_list_referrers (self->document, mention->id);

  for (guint i = 0; i < referrers->len; i++)
    {
      QuothAnnotation *claim = referrers->pdata[i];

      for (guint l = 0; l < claim->n_links; l++)
        if (strcmp (claim->links[l].to, mention->id) == 0
            && strcmp (claim->links[l].role, "speaker") == 0)
          return TRUE;
    }
  return FALSE;
}

/* Whether a mention of @type may mean @entity: no other type stands for such entities. */
static gboolean
suits (Search          *self,
       const QuothType *type,
       QuothEntity     *entity)
{
  if (g_strcmp0 (type->entity_kind, entity->kind) == 0)
    return TRUE;
  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    {
      const QuothType *other = quoth_scheme_get_type_at (self->scheme, i);

      if (other->kind == QUOTH_TYPE_KIND_MENTION && other != type
          && g_strcmp0 (other->entity_kind, entity->kind) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
check_mention (Search          *self,
               QuothAnnotation *mention,
               const QuothType *type)
{
  g_autofree char *name = NULL;
  QuothEntity *known;

  if (mention->entity != NULL)
    return;
  name = quoth_flaws_dup_name (self->document, mention);
  known = name != NULL ? quoth_registry_only_fit (self->registry, name, NULL) : NULL;
  if (known != NULL && suits (self, type, known))
    add (self, QUOTH_FLAW_ALIAS, mention, known->id);
  else if (is_speaker (self, mention))
    add (self, QUOTH_FLAW_REGISTRY, mention, NULL);
}

static void
check_cue (Search          *self,
           QuothAnnotation *cue)
{
  g_autoptr (GPtrArray) referrers = quoth_document_list_referrers (self->document, cue->id);

  if (referrers->len == 0)
    add (self, QUOTH_FLAW_CUE, cue, NULL);
}

static gboolean
lacks (const QuothAttribute *attribute,
       QuothAttributes      *values)
{
  const char *json = values != NULL ? quoth_attributes_lookup (values, attribute->id) : NULL;

  return attribute->required && !attribute->hidden
         && (json == NULL || strcmp (json, "\"\"") == 0 || strcmp (json, "[]") == 0
             || strcmp (json, "null") == 0);
}

static void
check_attributes (Search          *self,
                  QuothAnnotation *annotation)
{
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      if (quoth_attribute_applies (attribute, annotation->type)
          && lacks (attribute, annotation->attributes))
        add (self, QUOTH_FLAW_ATTRIBUTE, annotation, attribute->id);
    }
}

static void
check_tags (Search *self)
{
  QuothArticle *article = quoth_document_get_article (self->document);

  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      if (quoth_attribute_applies (attribute, "article") && attribute->initial == NULL
          && lacks (attribute, article->tags))
        g_ptr_array_add (self->found,
                         quoth_flaw_new (QUOTH_FLAW_ATTRIBUTE, self->document, NULL,
                                         (QuothSpan){ 0, 0 }, attribute->id));
    }
}

/* Whether a word goes on across @offset. Only where letters or digits meet is it worth
 * asking where words end. */
static gboolean
cuts_word (QuothText *text,
           guint      offset)
{
  QuothSpan word;

  return offset > 0 && offset < quoth_text_get_length (text)
         && g_unichar_isalnum (quoth_text_get_char (text, offset - 1))
         && g_unichar_isalnum (quoth_text_get_char (text, offset))
         && quoth_words_at (text, offset, &word) && word.start < offset && offset < word.end;
}

static void
check_parts (Search          *self,
             QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    if (cuts_word (self->text, annotation->parts[i].start)
        || cuts_word (self->text, annotation->parts[i].end))
      {
        g_ptr_array_add (self->found, quoth_flaw_new (QUOTH_FLAW_WORD, self->document, annotation,
                                                      annotation->parts[i], NULL));
        return;
      }
}

static void
check_annotation (Search          *self,
                  QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (self->document, annotation);
  const QuothType *cue = quoth_scheme_get_cue_type (self->scheme);

  if (type == NULL)
    return;
  check_attributes (self, annotation);
  if (type->automatic)
    return;
  check_parts (self, annotation);
  if (type->kind == QUOTH_TYPE_KIND_MENTION)
    check_mention (self, annotation, type);
  else if (type == cue)
    check_cue (self, annotation);
  else if (type->kind == QUOTH_TYPE_KIND_CLAIM
           && quoth_document_is_open_task (self->document, annotation))
    add (self, QUOTH_FLAW_SPEAKER, annotation, NULL);
}

static gboolean
is_marked (Search    *self,
           QuothSpan  span)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  quoth_span_index_overlap (quoth_document_get_index (self->document), span.start, span.end,
                            entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const QuothType *type = quoth_document_get_type_of (
        self->document, g_array_index (entries, QuothIndexEntry, i).annotation);

      if (type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION)
        return TRUE;
    }
  return FALSE;
}

/* Names of the registry that nobody marked. */
static void
check_names (Search *self)
{
  g_autoptr (GArray) names = quoth_names_find (self->text, self->registry);

  for (guint i = 0; i < names->len; i++)
    {
      QuothSpan span = g_array_index (names, QuothSpan, i);
      g_autofree char *words = NULL;
      QuothEntity *known;

      if (is_marked (self, span))
        continue;
      words = quoth_text_slice (self->text, span.start, span.end);
      known = quoth_registry_only_fit (self->registry, words, NULL);
      if (known != NULL)
        g_ptr_array_add (self->found, quoth_flaw_new (QUOTH_FLAW_ALIAS, self->document, NULL, span,
                                                      known->id));
    }
}

GPtrArray *
quoth_flaws_in_document (QuothDocument *document,
                         QuothRegistry *registry)
{
  Search self = { document, quoth_document_get_scheme (document),
                  quoth_document_get_text (document), registry,
                  g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free) };
  g_autoptr (GPtrArray) all = quoth_document_list (document, NULL);

  for (guint i = 0; i < all->len; i++)
    check_annotation (&self, all->pdata[i]);
  check_tags (&self);
  if (quoth_registry_get_n (registry) > 0)
    check_names (&self);
  return self.found;
}
