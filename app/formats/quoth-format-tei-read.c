/* quoth-format-tei-read.c - the mark-up of a TEI document as annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-read-private.h"

#include <string.h>

#define NOWHERE QUOTH_TEI_NOWHERE
#define BLANKS  " \t\n\r"

typedef QuothTeiReader Reader;
typedef QuothTeiElement Element;

/* A mention and where it stands, to find the one that speaks. */
typedef struct
{
  guint       start;
  const char *id; /* how the gatherer knows it */
} Mention;

/* The first type of mentions of such entities, or @fallback, which becomes one. */
static const char *
mention_type (Reader     *self,
              const char *entity_kind,
              const char *fallback)
{
  QuothScheme *scheme = self->gather.scheme;

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == QUOTH_TYPE_KIND_MENTION && g_strcmp0 (type->entity_kind, entity_kind) == 0)
        return type->id;
    }
  quoth_gather_know_type (&self->gather, fallback, QUOTH_TYPE_KIND_MENTION);
  return fallback;
}

static const char *
claim_type (Reader *self)
{
  const QuothType *type = quoth_scheme_first_of_kind (self->gather.scheme, QUOTH_TYPE_KIND_CLAIM);

  if (type != NULL)
    return type->id;
  quoth_gather_know_type (&self->gather, "claim", QUOTH_TYPE_KIND_CLAIM);
  return "claim";
}

static gboolean
is_any (const char        *type,
        const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (type, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The type that an element means; NULL when it is no annotation of ours. */
static const char *
get_label (Reader        *self,
           const Element *mark)
{
  static const char *const people[] = { "person", "persName", "per", "people", "character", NULL };
  static const char *const others[] = { "org", "organisation", "organization", "group", "orgName",
                                        NULL };
  gboolean names = strcmp (mark->name, "name") == 0;

  if (strcmp (mark->name, "said") == 0)
    return claim_type (self);
  if (strcmp (mark->name, "q") == 0 || strcmp (mark->name, "quote") == 0)
    return mark->who != NULL ? claim_type (self) : "quote";
  if (strcmp (mark->name, "persName") == 0)
    return mention_type (self, QUOTH_ENTITY_KIND_PERSON, "person");
  if (strcmp (mark->name, "orgName") == 0 || (mark->type != NULL && is_any (mark->type, others)))
    return mention_type (self, "organisation", "source");
  if (mark->type != NULL ? is_any (mark->type, people) : !names)
    return mention_type (self, QUOTH_ENTITY_KIND_PERSON, "person");
  quoth_gather_notice_once (&self->gather, "%s of type “%.60s” are left out", mark->name,
                            mark->type != NULL ? mark->type : "");
  return NULL;
}

/* Whether somebody is quoted word for word. */
static void
add_directness (Reader          *self,
                QuothAnnotation *annotation,
                const Element   *mark)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (self->gather.scheme,
                                                                   "quote_type");

  if (mark->direct == NULL || attribute == NULL
      || !quoth_attribute_applies (attribute, annotation->type))
    return;
  if (strcmp (mark->direct, "true") == 0 || strcmp (mark->direct, "1") == 0)
    quoth_gather_add_value (&self->gather, mark->line, annotation, attribute->id, "direct");
  else if (strcmp (mark->direct, "false") == 0 || strcmp (mark->direct, "0") == 0)
    quoth_gather_add_value (&self->gather, mark->line, annotation, attribute->id, "indirect");
}

/* Joins elements whose @part says initial, medial, final: of one name, in their order. */
static void
chain_parts (const GArray *marks,
             guint        *next,
             gboolean     *heads)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < marks->len; i++)
    {
      const Element *mark = &g_array_index (marks, Element, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (open, mark->name));

      if (mark->part == NULL || mark->part[0] == '\0' || strchr ("IMF", mark->part[0]) == NULL)
        continue;
      if (mark->part[0] != 'I' && before > 0 && heads[i] && next[before - 1] == NOWHERE)
        {
          next[before - 1] = i;
          heads[i] = FALSE;
        }
      if (mark->part[0] == 'F')
        g_hash_table_remove (open, mark->name);
      else
        g_hash_table_insert (open, (gpointer) mark->name, GUINT_TO_POINTER (i + 1));
    }
}

static void
know_mention (GHashTable      *mentions,
              const char      *pointers,
              QuothAnnotation *annotation,
              const char      *id)
{
  g_auto (GStrv) words = g_strsplit_set (pointers, BLANKS, 2);
  const char *key = quoth_tei_local (words[0]);
  GArray *of_key = g_hash_table_lookup (mentions, key);
  const Mention mention = { quoth_annotation_get_start (annotation), id };

  if (of_key == NULL)
    {
      of_key = g_array_new (FALSE, FALSE, sizeof (Mention));
      g_hash_table_insert (mentions, g_strdup (key), of_key);
    }
  g_array_append_val (of_key, mention);
}

/* The mention of a person that is nearest to @start; they are in the order of the text. */
static const char *
find_mention (GHashTable *mentions,
              const char *key,
              guint       start)
{
  GArray *of_key = g_hash_table_lookup (mentions, key);
  guint low = 0;
  guint high = of_key != NULL ? of_key->len : 0;
  const Mention *found = of_key != NULL ? (const Mention *) of_key->data : NULL;

  if (found == NULL)
    return NULL;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (found[middle].start < start)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == of_key->len
      || (low > 0 && start - found[low - 1].start <= found[low].start - start))
    low--;
  return found[low].id;
}

/* People of the file are in the text their nearest mention. Who is not mentioned is told in an
 * attribute. */
static void
add_people (Reader          *self,
            GHashTable      *mentions,
            const Element   *mark,
            QuothAnnotation *claim,
            const char      *from,
            gboolean         speak)
{
  g_auto (GStrv) words = quoth_tei_split_people (speak ? mark->who : mark->addressee);

  for (guint k = 0; words[k] != NULL; k++)
    {
      const char *key = quoth_tei_local (g_strstrip (words[k]));
      const char *to = find_mention (mentions, key, mark->start);
      const QuothEntity *entity = g_hash_table_lookup (self->gather.entities, key);

      if (*key == '\0')
        continue;
      if (to != NULL)
        quoth_gather_link (&self->gather, mark->line, from, speak ? "speaker" : "addressee", to,
                           NULL);
      else
        quoth_gather_add_value (&self->gather, mark->line, claim, speak ? "who" : "toWhom",
                                entity != NULL ? entity->name : key);
    }
}

static void
add_speakers (Reader     *self,
              GHashTable *mentions)
{
  for (guint i = 0; i < self->document->marks->len; i++)
    {
      const Element *mark = &g_array_index (self->document->marks, Element, i);
      g_autofree char *from = g_strdup_printf ("mark %u", i);
      QuothAnnotation *claim = quoth_gather_find (&self->gather, from);

      if (claim != NULL && mark->who != NULL)
        add_people (self, mentions, mark, claim, from, TRUE);
      if (claim != NULL && mark->addressee != NULL)
        add_people (self, mentions, mark, claim, from, FALSE);
    }
}

static QuothAnnotation *
add_mark (Reader      *self,
          guint        index,
          const guint *next,
          const char  *id)
{
  const Element *marks = (const Element *) self->document->marks->data;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  const char *label = get_label (self, &marks[index]);
  QuothAnnotation *annotation;

  for (guint i = index; i != NOWHERE && parts->len <= self->document->marks->len; i = next[i])
    {
      QuothSpan part = { marks[i].start, marks[i].end };

      g_array_append_val (parts, part);
    }
  if (label == NULL)
    return NULL;
  annotation = quoth_gather_add (&self->gather, marks[index].line, id, label, NULL,
                                 (QuothSpan *) parts->data, parts->len);
  if (annotation != NULL)
    {
      quoth_gather_alias (&self->gather, marks[index].id, annotation);
      add_directness (self, annotation, &marks[index]);
    }
  return annotation;
}

/* Documented in quoth-format-tei-read-private.h. */
gboolean
quoth_tei_read_marks (Reader  *self,
                      GError **error)
{
  const GArray *marks = self->document->marks;
  g_autoptr (GHashTable) mentions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                           (GDestroyNotify) g_array_unref);
  g_autofree gboolean *heads = NULL;
  g_autofree guint *next = quoth_tei_chain (marks, &heads);
  g_autoptr (GStringChunk) ids = g_string_chunk_new (1024);
  gboolean ours = self->gather.keep_ids;
  gboolean ok = TRUE;

  /* Mark-up in the text is never ours. */
  self->gather.keep_ids = FALSE;
  chain_parts (marks, next, heads);
  for (guint i = 0; ok && i < marks->len; i++)
    {
      const Element *mark = &g_array_index (marks, Element, i);
      g_autofree char *id = g_strdup_printf ("mark %u", i);
      QuothAnnotation *annotation = heads[i] ? add_mark (self, i, next, id) : NULL;
      const char *pointers = mark->ref != NULL ? mark->ref : mark->corresp;
      const QuothType *type = annotation != NULL
                              ? quoth_scheme_lookup_type (self->gather.scheme, annotation->type)
                              : NULL;

      if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION || pointers == NULL)
        continue;
      ok = quoth_tei_set_entity (self, annotation, pointers, error);
      know_mention (mentions, pointers, annotation, g_string_chunk_insert (ids, id));
    }
  if (ok)
    add_speakers (self, mentions);
  self->gather.keep_ids = ours;
  return ok;
}

/* Where @from begins and @to ends; a lone @from is the place itself. */
static gboolean
find_range (Reader        *self,
            const Element *span,
            GArray        *parts)
{
  QuothTeiDocument *document = self->document;
  guint from = span->from != NULL
               ? GPOINTER_TO_UINT (g_hash_table_lookup (document->ids, quoth_tei_local (span->from)))
               : 0;
  guint to = span->to != NULL
             ? GPOINTER_TO_UINT (g_hash_table_lookup (document->ids, quoth_tei_local (span->to)))
             : from;
  g_auto (GStrv) words = NULL;
  QuothSpan part;

  if (from > 0 && to > 0)
    {
      part.start = g_array_index (document->ranges, QuothSpan, from - 1).start;
      part.end = g_array_index (document->ranges, QuothSpan, to - 1).end;
      if (part.start > part.end)
        return FALSE;
      g_array_append_val (parts, part);
      return TRUE;
    }
  if (span->target == NULL)
    return FALSE;
  words = g_strsplit_set (span->target, BLANKS, 1024);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint range = GPOINTER_TO_UINT (g_hash_table_lookup (document->ids,
                                                           quoth_tei_local (words[i])));

      if (range > 0)
        g_array_append_val (parts, g_array_index (document->ranges, QuothSpan, range - 1));
    }
  return parts->len > 0;
}

static void
add_ana (Reader          *self,
         guint            line,
         QuothAnnotation *annotation,
         const char      *ana,
         GHashTable      *interps)
{
  g_auto (GStrv) words = g_strsplit_set (ana, BLANKS, 1024);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const Element *interp = g_hash_table_lookup (interps, quoth_tei_local (words[i]));

      if (*words[i] == '\0')
        continue;
      if (interp == NULL)
        quoth_gather_add_value (&self->gather, line, annotation, "ana",
                                quoth_tei_local (words[i]));
      else
        quoth_tei_add_said (self, line, annotation, interp->type != NULL ? interp->type : "ana",
                            interp->said);
    }
}

static const char *
get_layer (Reader     *self,
           const char *resp)
{
  const char *name = resp != NULL
                     ? g_hash_table_lookup (self->layers, quoth_tei_local (resp)) : NULL;

  return name != NULL ? name : resp != NULL ? quoth_tei_local (resp) : NULL;
}

/* An annotation may say by an element within it what it is. */
static char *
make_label (Reader        *self,
            const Element *span)
{
  const Element mark = { .name = span->name, .type = span->who };
  const char *label = span->type == NULL && quoth_tei_is_mark (span->name)
                      ? get_label (self, &mark) : NULL;

  return label != NULL ? g_strdup (label)
         : quoth_tei_decode (self, span->type != NULL ? span->type : span->name);
}

static gboolean
add_span (Reader       *self,
          guint         index,
          const guint  *next,
          GHashTable   *interps,
          GError      **error)
{
  const Element *spans = (const Element *) self->document->spans->data;
  const Element *span = &spans[index];
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autofree char *label = make_label (self, span);
  g_autofree char *id = span->n != NULL && self->gather.keep_ids
                        ? quoth_tei_decode (self, span->n) : g_strdup (span->id);
  QuothAnnotation *annotation;
  guint n = 0;

  for (guint i = index; i != NOWHERE && n <= self->document->spans->len; i = next[i], n++)
    if (!find_range (self, &spans[i], parts))
      {
        quoth_gather_notice (&self->gather, spans[i].line, "span “%.60s” from “%.60s” to “%.60s” "
                             "has no place in the text: left out",
                             spans[i].id != NULL ? spans[i].id : "",
                             spans[i].from != NULL ? spans[i].from
                             : spans[i].target != NULL ? spans[i].target : "",
                             spans[i].to != NULL ? spans[i].to : "");
        return TRUE;
      }
  annotation = quoth_gather_add (&self->gather, span->line, NULL, label,
                                 get_layer (self, span->resp), (QuothSpan *) parts->data,
                                 parts->len);
  if (annotation == NULL)
    return TRUE;
  /* Pointers name the xml:id, which need not be the id that it stands for. */
  if (id != NULL)
    quoth_gather_set_id (&self->gather, annotation, id);
  quoth_gather_alias (&self->gather, span->id, annotation);
  if (span->note != NULL)
    quoth_annotation_set_note (annotation, span->note);
  if (span->ana != NULL)
    add_ana (self, span->line, annotation, span->ana, interps);
  return span->corresp == NULL
         || quoth_tei_set_entity (self, annotation, span->corresp, error);
}

static void
add_notes (Reader *self)
{
  for (guint i = 0; i < self->document->notes->len; i++)
    {
      const Element *note = &g_array_index (self->document->notes, Element, i);
      const char *target = quoth_tei_local (note->target);
      QuothAnnotation *annotation = quoth_gather_find (&self->gather, target);
      g_autofree char *both = NULL;

      if (annotation == NULL)
        {
          quoth_gather_notice (&self->gather, note->line, "a note on “%.60s”, which is not there: "
                               "left out", target);
          continue;
        }
      if (annotation->note != NULL)
        both = g_strconcat (annotation->note, "\n", note->said, NULL);
      quoth_annotation_set_note (annotation, both != NULL ? both : note->said);
    }
}

static void
add_relations (Reader     *self,
               GHashTable *interps)
{
  const QuothSpan all = { 0, 1 };

  for (guint i = 0; i < self->document->relations->len; i++)
    {
      const Element *relation = &g_array_index (self->document->relations, Element, i);
      g_autoptr (QuothAnnotation) holder = quoth_annotation_new ("link", "link", &all, 1);
      g_autofree char *role = quoth_tei_decode (self, relation->relation != NULL
                                                      ? relation->relation : "");

      /* Relations of people among themselves are none of a text. */
      if (relation->active == NULL || relation->passive == NULL
          || g_hash_table_contains (self->gather.entities, quoth_tei_local (relation->active)))
        continue;
      if (relation->ana != NULL)
        add_ana (self, relation->line, holder, relation->ana, interps);
      quoth_gather_link (&self->gather, relation->line, quoth_tei_local (relation->active), role,
                         quoth_tei_local (relation->passive), holder->attributes);
    }
}

/* Documented in quoth-format-tei-read-private.h. */
gboolean
quoth_tei_read_standoff (Reader  *self,
                         GError **error)
{
  const GArray *spans = self->document->spans;
  g_autoptr (GHashTable) interps = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *heads = NULL;
  g_autofree guint *next = quoth_tei_chain (spans, &heads);

  for (guint i = 0; i < self->document->interps->len; i++)
    {
      Element *interp = &g_array_index (self->document->interps, Element, i);

      if (interp->id != NULL)
        g_hash_table_insert (interps, (gpointer) interp->id, interp);
    }
  for (guint i = 0; i < spans->len; i++)
    if (heads[i] && !add_span (self, i, next, interps, error))
      return FALSE;
  add_notes (self);
  add_relations (self, interps);
  return TRUE;
}
