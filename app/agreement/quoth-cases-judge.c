/* quoth-cases-judge.c - where the members of a case differ
 *
 * Each question is answered by every member with a word; members agree when their words
 * are the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-cases-private.h"

#include "quoth-agreement-private.h"
#include "quoth-sort.h"

#include <string.h>

#define ROLE_SPEAKER "speaker"
#define ROLE_CUE "cue"
#define NO_SPEAKER "no_speaker"

/* Parts as a set of code points: those that touch are one. */
static void
tell_parts (QuothAnnotation *annotation,
            GString         *out)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    {
      guint start = annotation->parts[i].start;

      while (i + 1 < annotation->n_parts
             && annotation->parts[i + 1].start <= annotation->parts[i].end)
        i++;
      g_string_append_printf (out, "%u-%u ", start, annotation->parts[i].end);
    }
}

/* The cases that links of a role lead to; for a cue, which is no case, its parts. */
static void
tell_links (QuothCaseWork *self,
            const QuothNode *node,
            const char      *role,
            GString         *out)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < node->annotation->n_links; i++)
    {
      const QuothLink *link = &node->annotation->links[i];
      GString *word;
      gpointer target;

      if (strcmp (link->role, role) != 0
          || !g_hash_table_lookup_extended (self->by_id[node->layer], link->to, NULL, &target))
        continue;
      word = g_string_new (NULL);
      if (strcmp (role, ROLE_CUE) == 0)
        tell_parts (g_array_index (self->nodes, QuothNode, GPOINTER_TO_UINT (target)).annotation,
                    word);
      else
        g_string_append_printf (word, "%u ",
                                quoth_cases_find_group (self, GPOINTER_TO_UINT (target)));
      g_ptr_array_add (words, g_string_free (word, FALSE));
    }
  g_ptr_array_sort (words, quoth_compare_strings);
  for (guint i = 0; i < words->len; i++)
    if (i == 0 || strcmp (words->pdata[i], words->pdata[i - 1]) != 0)
      g_string_append (out, words->pdata[i]);
}

static void
tell_attribute (const QuothNode      *node,
                const QuothAttribute *attribute,
                GString              *out)
{
  const char *json = quoth_attributes_lookup (node->annotation->attributes, attribute->id);

  if (json != NULL && !(attribute->kind == QUOTH_ATTRIBUTE_FLAG && strcmp (json, "false") == 0))
    g_string_append (out, json);
  else if (attribute->initial != NULL)
    g_string_append_printf (out, "\"%s\"", attribute->initial);
}

/* What is asked of a member. */
typedef struct
{
  QuothCause            cause;
  const char           *role;      /* nullable */
  const QuothAttribute *attribute; /* nullable */
} Question;

static void
answer (QuothCaseWork   *self,
        const QuothNode *node,
        const Question  *question,
        GString         *out)
{
  QuothAnnotation *annotation = node->annotation;

  if (question->attribute != NULL)
    tell_attribute (node, question->attribute, out);
  else if (question->role != NULL)
    {
      tell_links (self, node, question->role, out);
      if (question->cause == QUOTH_CAUSE_SPEAKER
          && quoth_attributes_get_boolean (annotation->attributes, NO_SPEAKER))
        g_string_append (out, NO_SPEAKER);
    }
  else if (question->cause == QUOTH_CAUSE_TYPE)
    g_string_append (out, annotation->type);
  else if (question->cause == QUOTH_CAUSE_BOUNDARY)
    tell_parts (annotation, out);
  else if (annotation->entity != NULL)
    g_string_append (out, quoth_agreement_resolve (self->registry, annotation->entity));
}

static gboolean
differ (QuothCaseWork  *self,
        const guint    *nodes,
        guint           n,
        const Question *question)
{
  g_autoptr (GString) first = g_string_new (NULL), other = g_string_new (NULL);

  answer (self, &g_array_index (self->nodes, QuothNode, nodes[0]), question, first);
  for (guint i = 1; i < n; i++)
    {
      g_string_truncate (other, 0);
      answer (self, &g_array_index (self->nodes, QuothNode, nodes[i]), question, other);
      if (!g_string_equal (first, other))
        return TRUE;
    }
  return FALSE;
}

static void
ask (QuothCaseWork *self,
     QuothCase     *found,
     const guint   *nodes,
     guint          n,
     Question       question)
{
  if (!differ (self, nodes, n, &question))
    return;
  found->causes |= question.cause;
  if (question.cause == QUOTH_CAUSE_ATTRIBUTE)
    g_ptr_array_add (found->details, g_strdup (question.attribute != NULL ? question.attribute->id
                                                                          : question.role));
}

static void
ask_links (QuothCaseWork *self,
           QuothCase     *found,
           const guint   *nodes,
           guint          n)
{
  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    {
      const char *role = quoth_scheme_get_role_at (self->scheme, i)->id;
      QuothCause cause = strcmp (role, ROLE_SPEAKER) == 0 ? QUOTH_CAUSE_SPEAKER
                         : strcmp (role, ROLE_CUE) == 0 ? QUOTH_CAUSE_CUE : QUOTH_CAUSE_ATTRIBUTE;

      ask (self, found, nodes, n, (Question) { cause, role, NULL });
    }
}

/* Of members of one type: where types differ, that is settled before. */
static void
ask_attributes (QuothCaseWork *self,
                QuothCase     *found,
                const guint   *nodes,
                guint          n)
{
  const char *type = g_array_index (self->nodes, QuothNode, nodes[0]).annotation->type;

  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      if (quoth_attribute_applies (attribute, type) && strcmp (attribute->id, NO_SPEAKER) != 0)
        ask (self, found, nodes, n, (Question) { QUOTH_CAUSE_ATTRIBUTE, NULL, attribute });
    }
}

/* All that a member says, as one word. */
static char *
tell_all (QuothCaseWork   *self,
          const QuothNode *node)
{
  GString *out = g_string_new (node->annotation->type);

  g_string_append_c (out, '\n');
  answer (self, node, &(Question) { QUOTH_CAUSE_BOUNDARY, NULL, NULL }, out);
  g_string_append_c (out, '\n');
  answer (self, node, &(Question) { QUOTH_CAUSE_IDENTITY, NULL, NULL }, out);
  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    {
      const char *role = quoth_scheme_get_role_at (self->scheme, i)->id;
      QuothCause cause = strcmp (role, ROLE_SPEAKER) == 0 ? QUOTH_CAUSE_SPEAKER : QUOTH_CAUSE_CUE;

      g_string_append_c (out, '\n');
      answer (self, node, &(Question) { cause, role, NULL }, out);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      g_string_append_c (out, '\n');
      if (quoth_attribute_applies (attribute, node->annotation->type))
        answer (self, node, &(Question) { QUOTH_CAUSE_ATTRIBUTE, NULL, attribute }, out);
    }
  return g_string_free (out, FALSE);
}

/* Numbers what members say in the order of layers. */
static void
number_variants (QuothCaseWork *self,
                 QuothCase     *found,
                 const guint   *nodes)
{
  gboolean alike = (found->causes & ~(guint) QUOTH_CAUSE_MISSING) == 0;
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint l = 0; l < self->n_layers; l++)
    {
      char *word;
      gpointer number;

      found->variants[l] = G_MAXUINT;
      if (nodes[l] == G_MAXUINT)
        continue;
      word = alike ? g_strdup ("") : tell_all (self, &g_array_index (self->nodes, QuothNode,
                                                                     nodes[l]));
      if (g_hash_table_lookup_extended (numbers, word, NULL, &number))
        g_free (word);
      else
        {
          number = GUINT_TO_POINTER (g_hash_table_size (numbers));
          g_hash_table_insert (numbers, word, number);
        }
      found->variants[l] = GPOINTER_TO_UINT (number);
    }
  found->n_variants = g_hash_table_size (numbers);
}

/**
 * quoth_cases_judge:
 * @self: all nodes, grouped
 * @found: (inout): the case; gets its causes and details
 * @nodes: (array): by layer: the number of the member's node, or %G_MAXUINT
 *
 * Says why a case is to be settled, if it is.
 */
void
quoth_cases_judge (QuothCaseWork *self,
                   QuothCase     *found,
                   const guint   *nodes)
{
  g_autofree guint *members = g_new (guint, self->n_layers);
  guint n = 0;

  for (guint l = 0; l < self->n_layers; l++)
    {
      if (((self->present >> l) & 1) != 0)
        found->n_present++;
      if (nodes[l] != G_MAXUINT)
        members[n++] = nodes[l];
      else if ((self->present & (1u << l)) != 0)
        found->causes |= QUOTH_CAUSE_MISSING;
    }
  ask (self, found, members, n, (Question) { QUOTH_CAUSE_TYPE, NULL, NULL });
  ask (self, found, members, n, (Question) { QUOTH_CAUSE_BOUNDARY, NULL, NULL });
  ask (self, found, members, n, (Question) { QUOTH_CAUSE_IDENTITY, NULL, NULL });
  ask_links (self, found, members, n);
  if ((found->causes & QUOTH_CAUSE_TYPE) == 0)
    ask_attributes (self, found, members, n);
  g_ptr_array_sort (found->details, quoth_compare_strings);
  number_variants (self, found, nodes);
}
