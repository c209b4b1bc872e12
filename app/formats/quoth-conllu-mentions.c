/* quoth-conllu-mentions.c - the brackets of Entity= in CoNLL-U
 *
 * "(e1-person-1(e2-place-1)" opens two mentions and closes one; "e1)" closes by the
 * cluster; "e1[1/2]" is a part of a mention in two (CorefUD 1.0, section "Entity"). GUM
 * names other fields and the article of Wikipedia that a mention stands for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conllu"

#include "config.h"

#include "quoth-format-conllu-private.h"

#include <string.h>

/* How many mentions may end between the parts of one. */
#define MAX_WALK 1000

static void
mention_clear (gpointer data)
{
  QuothConlluMention *self = data;

  g_free (self->group);
  g_free (self->type);
  g_free (self->identity);
}

void
quoth_conllu_mentions_init (QuothConlluMentions *self)
{
  self->fields = (QuothConlluFields) { 0, 1, -1 };
  self->open = g_array_new (FALSE, FALSE, sizeof (QuothConlluMention));
  self->closed = g_array_new (FALSE, FALSE, sizeof (QuothConlluMention));
  g_array_set_clear_func (self->open, mention_clear);
  g_array_set_clear_func (self->closed, mention_clear);
}

void
quoth_conllu_mentions_reset (QuothConlluMentions *self)
{
  g_array_set_size (self->open, 0);
  g_array_set_size (self->closed, 0);
  self->names = 0;
  self->n_loose = 0;
}

void
quoth_conllu_mentions_clear (QuothConlluMentions *self)
{
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->closed, g_array_unref);
}

/* "eid-etype-head-other", "GRP-etype-infstat-…-identity" */
void
quoth_conllu_mentions_fields (QuothConlluMentions *self,
                              const char          *value)
{
  g_auto (GStrv) names = g_strsplit (value, "-", 32);
  QuothConlluFields fields = { -1, -1, -1 };

  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], "eid") == 0 || g_ascii_strcasecmp (names[i], "grp") == 0)
      fields.group = i;
    else if (strcmp (names[i], "etype") == 0 || strcmp (names[i], "entity") == 0)
      fields.type = i; /* "entity" in GUM until 2.9 */
    else if (strcmp (names[i], "identity") == 0)
      fields.identity = i;
  if (fields.group >= 0)
    self->fields = fields;
}

/* Takes "[1/2]" off the end of a cluster's name. */
static void
take_part (char  *group,
           guint *out_part,
           guint *out_n)
{
  char *bracket = strchr (group, '[');
  char *slash = bracket != NULL ? strchr (bracket, '/') : NULL;

  *out_part = *out_n = 0;
  if (slash == NULL)
    return;
  *out_part = (guint) MIN (g_ascii_strtoull (bracket + 1, NULL, 10), 1000);
  *out_n = (guint) MIN (g_ascii_strtoull (slash + 1, NULL, 10), 1000);
  *bracket = '\0';
}

static char *
dup_field (char **fields,
           guint  n,
           int    index)
{
  return index >= 0 && (guint) index < n && *fields[index] != '\0'
         ? g_uri_unescape_string (fields[index], NULL) : NULL;
}

static gboolean
open_mention (QuothConlluMentions *self,
              const char          *begin,
              const char          *end,
              guint                start)
{
  g_autofree char *all = g_strndup (begin, (gsize) (end - begin));
  g_auto (GStrv) fields = NULL;
  QuothConlluMention mention = { .start = start, .names = self->names };
  guint n;

  if (self->open->len >= QUOTH_CONLLU_MAX_OPEN)
    return FALSE;
  /* The identity is the last field and may hold hyphens of its own. */
  fields = g_strsplit (all, "-", self->fields.identity >= 0 ? self->fields.identity + 1 : 32);
  n = g_strv_length (fields);
  if (self->fields.group >= (int) n || *fields[self->fields.group] == '\0')
    return FALSE;
  take_part (fields[self->fields.group], &mention.part, &mention.n_parts);
  mention.group = g_strdup (fields[self->fields.group]);
  mention.type = dup_field (fields, n, self->fields.type);
  mention.identity = dup_field (fields, n, self->fields.identity);
  g_array_append_val (self->open, mention);
  return TRUE;
}

static void
end_mention (QuothConlluMentions *self,
             guint                index,
             guint                offset)
{
  QuothConlluMention *mention = &g_array_index (self->open, QuothConlluMention, index);

  mention->end = MAX (offset, mention->start);
  mention->names = self->names - mention->names;
  g_array_append_val (self->closed, *mention);
  *mention = (QuothConlluMention) { NULL }; /* moved */
  g_array_remove_index (self->open, index);
}

/* The one that was opened last, of the cluster and part that @begin names. */
static void
close_mention (QuothConlluMentions *self,
               const char          *begin,
               const char          *end,
               guint                offset)
{
  g_autofree char *group = g_strndup (begin, (gsize) (end - begin));
  guint part;
  guint n_parts;

  /* Older files repeat the type behind the cluster. */
  group[strcspn (group, "-")] = '\0';
  take_part (group, &part, &n_parts);
  for (guint i = self->open->len; i > 0; i--)
    {
      const QuothConlluMention *mention = &g_array_index (self->open, QuothConlluMention, i - 1);

      if (strcmp (mention->group, group) != 0 || (part > 0 && mention->part != part))
        continue;
      end_mention (self, i - 1, offset);
      return;
    }
  self->n_loose++;
}

gboolean
quoth_conllu_mentions_read (QuothConlluMentions *self,
                            const char          *value,
                            QuothSpan            token)
{
  const char *p = value;

  while (*p != '\0')
    {
      gboolean opens = *p == '(';
      const char *begin = opens ? p + 1 : p;
      const char *end = begin + strcspn (begin, "()");

      if (opens)
        {
          if (!open_mention (self, begin, end, token.start))
            return FALSE;
          p = end;
          if (*p == ')')
            {
              end_mention (self, self->open->len - 1, token.end);
              p++;
            }
          continue;
        }
      if (*end != ')' || end == begin)
        return FALSE;
      close_mention (self, begin, end, token.end);
      p = end + 1;
    }
  return TRUE;
}

/* Documented in quoth-format-conllu-private.h. */
GHashTable *
quoth_conllu_mentions_types (QuothConlluMentions *self)
{
  GHashTable *types = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->closed->len; i++)
    {
      const QuothConlluMention *mention = &g_array_index (self->closed, QuothConlluMention, i);

      if (mention->type != NULL && !g_hash_table_contains (types, mention->group))
        g_hash_table_insert (types, mention->group, mention->type);
    }
  return types;
}

/* Documented in quoth-format-conllu-private.h. */
gboolean
quoth_conllu_mentions_parts (QuothConlluMentions *self,
                             guint                index,
                             GArray              *parts)
{
  const QuothConlluMention *last = &g_array_index (self->closed, QuothConlluMention, index);
  guint n_parts = MAX (last->n_parts, 1);
  guint n_found = 0;

  g_array_set_size (parts, 0);
  for (guint i = index + 1; i > 0 && index + 1 - i < MAX_WALK && n_found < n_parts; i--)
    {
      QuothConlluMention *mention = &g_array_index (self->closed, QuothConlluMention, i - 1);
      QuothSpan part = { mention->start, mention->end };

      /* Of two mentions of a cluster that are in parts, that which began last ends first. */
      if (i <= index && (mention->is_used || mention->n_parts != n_parts
                         || mention->part != n_parts - n_found
                         || strcmp (mention->group, last->group) != 0))
        continue;
      mention->is_used = TRUE;
      n_found++;
      if (part.start < part.end)
        g_array_append_val (parts, part);
    }
  return n_found == n_parts;
}

guint
quoth_conllu_mention_rank (const QuothConlluMention *mention)
{
  return mention->identity != NULL ? 2 : mention->names > 0 ? 1 : 0;
}

GHashTable *
quoth_conllu_mentions_best (QuothConlluMentions *self)
{
  GArray *mentions = self->closed;
  GHashTable *best = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mentions->len; i++)
    {
      QuothConlluMention *mention = &g_array_index (mentions, QuothConlluMention, i);
      QuothConlluMention *known = g_hash_table_lookup (best, mention->group);

      if (mention->start == mention->end)
        continue;
      if (known == NULL || quoth_conllu_mention_rank (known) < quoth_conllu_mention_rank (mention))
        g_hash_table_insert (best, mention->group, mention);
    }
  return best;
}

/* Documented in quoth-format-conllu-private.h. */
QuothEntity *
quoth_conllu_mention_make_entity (const QuothConlluMention *best,
                                  QuothText                *text)
{
  g_autofree char *name = NULL;
  QuothEntity *entity;

  if (best->identity != NULL)
    name = g_strdelimit (g_strdup (best->identity), "_", ' ');
  else
    name = quoth_text_slice (text, best->start, best->end);
  entity = quoth_entity_new (QUOTH_ENTITY_KIND_PERSON, name);
  if (quoth_conllu_mention_rank (best) == 0)
    quoth_entity_set_status (entity, "unnamed");
  return entity;
}

/* Documented in quoth-format-conllu-private.h. */
const char *
quoth_conllu_find_person_type (QuothScheme *scheme)
{
  for (guint i = 0; scheme != NULL && i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == QUOTH_TYPE_KIND_MENTION
          && g_strcmp0 (type->entity_kind, QUOTH_ENTITY_KIND_PERSON) == 0)
        return type->id;
    }
  return QUOTH_ENTITY_KIND_PERSON;
}
