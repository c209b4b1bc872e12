/* quoth-registry-match.c - whom a mention or a query may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-registry"

#include "config.h"

#include "quoth-registry.h"

#include "quoth-fold.h"
#include "quoth-registry-private.h"

#include <string.h>

/* Longer names take no part in the comparison letter by letter. */
#define MAX_EDIT_LENGTH 48

typedef struct
{
  char   *fold;
  char  **words;
  guint   n_words;
  char   *initials; /* nullable: letters of a mention such as "J.F.K." */
} Query;

static void
query_clear (Query *self)
{
  g_free (self->fold);
  g_strfreev (self->words);
  g_free (self->initials);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Two to five capital letters, with full stops or without. */
static char *
initials_of (const char *mention)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  guint n = 0;

  for (const char *p = mention; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' || g_unichar_isspace (c))
        continue;
      if (!g_unichar_isupper (c) || ++n > 5)
        return NULL;
      g_string_append_unichar (letters, c);
    }
  return n >= 2 ? quoth_fold_string (letters->str) : NULL;
}

static void
query_init (Query      *self,
            const char *mention)
{
  g_autofree char *fold = quoth_fold_string (mention);

  self->fold = g_strdup (g_strstrip (fold));
  self->words = g_strsplit (self->fold, " ", -1);
  self->n_words = g_strv_length (self->words);
  self->initials = initials_of (mention);
  for (guint i = 0; i < self->n_words; i++)
    {
      gsize length = strlen (self->words[i]);

      /* "V. Putin" means whoever's first name begins so. */
      if (length > 1 && self->words[i][length - 1] == '.')
        self->words[i][length - 1] = '\0';
    }
}

/* Whether the first @n words begin words of @name, in order. */
static gboolean
words_begin (const Query *query,
             guint        n,
             const char  *name)
{
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (query->words[i]);

      while (name != NULL && strncmp (name, query->words[i], length) != 0)
        {
          name = strchr (name, ' ');
          if (name != NULL)
            name++;
        }
      if (name == NULL)
        return FALSE;
      name = strchr (name, ' ');
      if (name != NULL)
        name++;
      else if (i + 1 < n)
        return FALSE;
    }
  return n > 0 && *query->words[0] != '\0';
}

static gboolean
initials_fit (const char *initials,
              const char *name)
{
  while (*initials != '\0')
    {
      if (name == NULL || g_utf8_get_char (initials) != g_utf8_get_char (name))
        return FALSE;
      initials = g_utf8_next_char (initials);
      name = strchr (name, ' ');
      if (name != NULL)
        name++;
    }
  return name == NULL;
}

/* Levenshtein's distance by bytes of the folded names, given up above @limit. */
static gboolean
within_edits (const char *a,
              const char *b,
              guint       limit)
{
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);
  guint row[MAX_EDIT_LENGTH + 1];

  if (n_a > MAX_EDIT_LENGTH || n_b > MAX_EDIT_LENGTH
      || MAX (n_a, n_b) - MIN (n_a, n_b) > limit)
    return FALSE;
  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];
      guint best = row[0] = i;

      for (guint j = 1; j <= n_b; j++)
        {
          guint above = row[j];
          guint cost = diagonal + (a[i - 1] != b[j - 1]);

          row[j] = MIN (cost, MIN (above, row[j - 1]) + 1);
          diagonal = above;
          best = MIN (best, row[j]);
        }
      if (best > limit)
        return FALSE;
    }
  return row[n_b] <= limit;
}

/* The greatest score first: the first rule that fits decides. */
static double
score_record (const Query                *query,
              const QuothRegistryRecord  *record,
              const char                **out_reason)
{
  gsize length = strlen (query->fold);
  guint edits = length >= 8 ? 2 : 1;

  *out_reason = "name";
  if (strcmp (record->folds[0], query->fold) == 0)
    return 1.0;
  *out_reason = "alias";
  for (guint i = 1; record->folds[i] != NULL; i++)
    if (strcmp (record->folds[i], query->fold) == 0)
      return 0.95;
  *out_reason = "surname";
  if (record->surname != NULL
      && strcmp (record->surname,
                 _quoth_registry_bare_surname (query->words[query->n_words - 1])) == 0)
    return query->n_words == 1 || words_begin (query, query->n_words, record->folds[0]) ? 0.85
                                                                                        : 0.55;
  *out_reason = "initials";
  if (query->initials != NULL && initials_fit (query->initials, record->folds[0]))
    return 0.7;
  *out_reason = "prefix";
  for (guint i = 0; record->folds[i] != NULL; i++)
    if (words_begin (query, query->n_words, record->folds[i]))
      return 0.6;
  *out_reason = "similar";
  for (guint i = 0; length >= 4 && record->folds[i] != NULL; i++)
    if (within_edits (query->fold, record->folds[i], edits))
      return 0.5;
  if (length >= 4 && record->surname != NULL && within_edits (query->fold, record->surname, 1))
    return 0.45;
  return 0;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const QuothCandidate *left = a;
  const QuothCandidate *right = b;
  int result;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  result = strcmp (left->entity->name, right->entity->name);
  return result != 0 ? result : strcmp (left->entity->id, right->entity->id);
}

static gboolean
kind_fits (const QuothRegistryRecord *record,
           const char                *kind)
{
  return kind == NULL || strcmp (record->entity->kind, kind) == 0;
}

/* 1 for who was linked to last, falling; 0 for who never was. */
static double
recency (QuothRegistry             *self,
         const QuothRegistryRecord *record)
{
  return record->used > 0 ? 8.0 / (8.0 + (double) (self->clock - record->used)) : 0;
}

static GArray *
take_best (GArray *candidates,
           guint   limit)
{
  g_array_sort (candidates, compare_candidates);
  if (candidates->len > limit)
    g_array_set_size (candidates, limit);
  return candidates;
}

/**
 * quoth_registry_candidates:
 * @self: a registry
 * @mention: the words of the mention
 * @kind: (nullable): a kind of entities; %NULL for all
 * @limit: how many at most
 *
 * Ranks entities by how well their names fit, then by how lately they were linked
 * to. Behind those that fit come those that were linked to lately, for pronouns
 * and descriptions.
 *
 * Returns: (transfer full) (element-type QuothCandidate): best first
 */
GArray *
quoth_registry_candidates (QuothRegistry *self,
                           const char    *mention,
                           const char    *kind,
                           guint          limit)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (QuothCandidate));
  g_auto (Query) query = { NULL };

  g_return_val_if_fail (QUOTH_IS_REGISTRY (self) && mention != NULL, candidates);

  query_init (&query, mention);
  for (guint i = 0; i < self->sorted->len; i++)
    {
      QuothRegistryRecord *record = self->sorted->pdata[i];
      QuothCandidate candidate = { .entity = record->entity };

      if (!kind_fits (record, kind))
        continue;
      if (query.n_words > 0)
        candidate.score = score_record (&query, record, &candidate.reason);
      if (candidate.score > 0)
        /* Recency orders what fits equally well, no more. */
        candidate.score = candidate.score * 0.97 + recency (self, record) * 0.03;
      else if (record->used > 0)
        {
          candidate.reason = "recent";
          candidate.score = recency (self, record) * 0.3;
        }
      if (candidate.score > 0)
        g_array_append_val (candidates, candidate);
    }
  return take_best (candidates, limit);
}

static QuothEntity *
only_one (GPtrArray  *records,
          const char *kind,
          gboolean   *out_several)
{
  QuothEntity *found = NULL;

  *out_several = FALSE;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      QuothRegistryRecord *record = records->pdata[i];

      if (!kind_fits (record, kind))
        continue;
      if (found != NULL)
        {
          *out_several = TRUE;
          return NULL;
        }
      found = record->entity;
    }
  return found;
}

/**
 * quoth_registry_only_fit:
 * @self: a registry
 * @mention: the words of the mention
 * @kind: (nullable): a kind of entities; %NULL for all
 *
 * Returns: (transfer none) (nullable): the one entity with this name or alias, else
 *   the one person with this surname; %NULL when there is none or several
 */
QuothEntity *
quoth_registry_only_fit (QuothRegistry *self,
                         const char    *mention,
                         const char    *kind)
{
  g_autofree char *fold = NULL;
  const char *bare;
  QuothEntity *found;
  QuothEntity *same_surname;
  gboolean several;

  g_return_val_if_fail (QUOTH_IS_REGISTRY (self) && mention != NULL, NULL);

  fold = quoth_fold_string (mention);
  g_strstrip (fold);
  if (*fold == '\0')
    return NULL;
  found = only_one (g_hash_table_lookup (self->by_name, fold), kind, &several);
  bare = _quoth_registry_bare_surname (fold);
  if (several || strchr (fold, ' ') != NULL
      || (bare == fold && g_unichar_islower (g_utf8_get_char (mention))))
    return found;
  same_surname = only_one (g_hash_table_lookup (self->by_surname, bare), kind, &several);
  if (found == NULL)
    return same_surname;
  /* A surname that was learned as somebody's alias may still be another's. */
  return several || (same_surname != NULL && same_surname != found) ? NULL : found;
}

static double
search_score (const char  *query,
              const char  *name,
              gsize        length)
{
  const char *found = strstr (name, query);

  if (found == NULL)
    return 0;
  if (found == name)
    return name[length] == '\0' ? 1.0 : 0.9;
  for (; found != NULL; found = strstr (found + 1, query))
    if (found[-1] == ' ')
      return 0.8;
  return 0.4;
}

/**
 * quoth_registry_search:
 * @self: a registry
 * @query: what was typed so far
 * @kind: (nullable): a kind of entities; %NULL for all
 * @limit: how many at most
 *
 * Finds entities whose name or alias holds @query, folded: at its beginning first,
 * then at that of a word, then anywhere. An empty query finds everybody, those
 * linked to lately first.
 *
 * Returns: (transfer full) (element-type QuothCandidate): best first
 */
GArray *
quoth_registry_search (QuothRegistry *self,
                       const char    *query,
                       const char    *kind,
                       guint          limit)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (QuothCandidate));
  g_autofree char *fold = NULL;
  gsize length;

  g_return_val_if_fail (QUOTH_IS_REGISTRY (self) && query != NULL, candidates);

  fold = quoth_fold_string (query);
  length = strlen (g_strstrip (fold));
  for (guint i = 0; i < self->sorted->len; i++)
    {
      QuothRegistryRecord *record = self->sorted->pdata[i];
      QuothCandidate candidate = { .entity = record->entity, .reason = "recent" };

      if (!kind_fits (record, kind))
        continue;
      for (guint j = 0; length > 0 && record->folds[j] != NULL; j++)
        {
          double score = search_score (fold, record->folds[j], length) * (j == 0 ? 1 : 0.95);

          if (score > candidate.score)
            {
              candidate.score = score;
              candidate.reason = j == 0 ? "name" : "alias";
            }
        }
      if (length > 0 && candidate.score == 0)
        continue;
      candidate.score = candidate.score * 0.97 + recency (self, record) * 0.03;
      g_array_append_val (candidates, candidate);
    }
  return take_best (candidates, limit);
}
