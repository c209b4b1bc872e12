/* quoth-merge-records.c - joins what a package and the project know of each record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-conflicts.h"
#include "quoth-holds.h"
#include "quoth-project-query.h"
#include "quoth-sort.h"

#include <string.h>

static void
add_change (QuothMerge      *self,
            const char      *article,
            QuothRecordKind  kind,
            const char      *before,
            const char      *after)
{
  gpointer old = before != NULL ? quoth_record_from_content (kind, before, NULL) : NULL;
  gpointer new = after != NULL ? quoth_record_from_content (kind, after, NULL) : NULL;

  /* A project always has a scheme, even where it has no opinion of it. */
  if (kind == QUOTH_RECORD_SCHEME && old == NULL)
    old = quoth_scheme_ref (quoth_project_get_scheme (self->project));
  quoth_content_add_change (self->command, kind, article, old, new);
  quoth_content_unref (kind, old);
  quoth_content_unref (kind, new);
  if (before == NULL)
    self->report->n_added++;
  else if (after == NULL)
    self->report->n_removed++;
  else
    self->report->n_changed++;
}

/* Whether the set holds nothing but "untouched", and so needs no stamp. */
static gboolean
needs_stamp (const QuothVersions *versions)
{
  const QuothVersion *only = versions->list->len == 1 ? versions->list->pdata[0] : NULL;

  return only == NULL || only->content == NULL || quoth_clock_get_sum (only->clock) > 0;
}

/**
 * quoth_merge_take:
 * @self: a merge
 * @article: (nullable): our id of the article; %NULL for shared records
 * @ours: key to #QuothVersions: what the project knows; joined
 * @stamps: key to #QuothVersions: what the project remembers; joined
 * @theirs: what the package knows of one record
 * @taken: (nullable): instead of a change of the record, its key is put here, with whether
 *   anything was new
 *
 * Returns: whether anything was new
 */
gboolean
quoth_merge_take (QuothMerge    *self,
                  const char    *article,
                  GHashTable    *ours,
                  GHashTable    *stamps,
                  QuothVersions *theirs,
                  GHashTable    *taken)
{
  g_autofree char *key = quoth_versions_dup_key (theirs->kind, theirs->id);
  QuothVersions *known = g_hash_table_lookup (ours, key);
  QuothVersions *joined = known != NULL ? quoth_versions_copy (known)
                                        : quoth_versions_new (theirs->kind, theirs->id,
                                                              theirs->layer);
  gboolean shared = article == NULL || theirs->kind == QUOTH_RECORD_ARTICLE;
  g_autofree char *before = known != NULL ? quoth_versions_dup_shown (known) : NULL;
  g_autofree char *after = NULL;

  quoth_versions_join (joined, theirs);
  if (taken != NULL)
    g_hash_table_insert (taken, g_strdup (key), GINT_TO_POINTER (FALSE));
  else if (quoth_versions_n_contents (joined) > 1)
    g_ptr_array_add (self->report->conflicts, quoth_conflict_new (article, joined));
  if (known != NULL && quoth_versions_equal (known, joined))
    {
      quoth_versions_free (joined);
      return FALSE;
    }
  after = quoth_versions_dup_shown (joined);
  joined->n_seen = quoth_team_state_n_edits (self->state, shared ? "" : article, theirs->id);
  if (taken != NULL)
    g_hash_table_insert (taken, g_strdup (key), GINT_TO_POINTER (TRUE));
  else if (g_strcmp0 (before, after) != 0)
    add_change (self, article, theirs->kind, before, after);
  if (needs_stamp (joined))
    g_hash_table_insert (stamps, g_strdup (key), quoth_versions_copy (joined));
  g_hash_table_insert (ours, g_steal_pointer (&key), joined);
  return TRUE;
}

void
quoth_merge_write_stamps (QuothMerge *self,
                          const char *article,
                          GHashTable *stamps)
{
  quoth_team_stamps_add_change (self->command, self->project, article, stamps);
}

/* Of one article, while it is merged. */
typedef struct
{
  QuothMerge       *merge;
  QuothArticleData *mine;
  GHashTable       *by_id;    /* annotations as they stand: borrowed */
  GHashTable       *ours;
  GHashTable       *stamps;
  GHashTable       *taken;    /* keys of what the package tells of -> whether it is new */
  GHashTable       *changed;  /* key -> content, nullable */
  gboolean          any;
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->mine, quoth_article_data_free);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->ours, g_hash_table_unref);
  g_clear_pointer (&self->stamps, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
take_record (Work            *self,
             const char      *their_article,
             QuothRecordKind  kind,
             const char      *id,
             const char      *layer,
             gpointer         record)
{
  g_autofree char *key = quoth_versions_dup_key (kind, id);
  g_autofree char *content = quoth_record_to_content (kind, record);
  QuothVersions *known = quoth_merge_lookup (self->merge, their_article, key);
  g_autoptr (QuothVersions) untouched = NULL;

  if (known != NULL)
    quoth_versions_fill (known, content);
  else
    {
      known = untouched = quoth_versions_new (kind, id, layer);
      quoth_versions_take (untouched, quoth_clock_new (), g_steal_pointer (&content));
    }
  if (quoth_merge_take (self->merge, self->mine->article->id, self->ours, self->stamps, known,
                        self->taken))
    self->any = TRUE;
}

/* What the package does not hold but tells of: deleted records. */
static void
take_rest (Work       *self,
           const char *their_article)
{
  GHashTable *table = g_hash_table_lookup (self->merge->incoming, their_article);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (table == NULL)
    return;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      QuothVersions *theirs = value;

      if (g_hash_table_contains (self->taken, key))
        continue;
      /* Still waiting for its record, which is not in the package: nothing is known. */
      if (theirs->implied && theirs->list->len == 1
          && ((QuothVersion *) theirs->list->pdata[0])->content == NULL)
        continue;
      /* An article that has another id here keeps what is said of it. */
      if (theirs->kind == QUOTH_RECORD_ARTICLE
          && strcmp (theirs->id, self->mine->article->id) != 0)
        continue;
      if (quoth_merge_take (self->merge, self->mine->article->id, self->ours, self->stamps, theirs,
                            self->taken))
        self->any = TRUE;
    }
}

static QuothAnnotation *
annotation_after (Work       *self,
                  const char *id)
{
  g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION, id);
  gpointer content;

  if (g_hash_table_lookup_extended (self->changed, key, NULL, &content))
    return content != NULL ? quoth_record_from_content (QUOTH_RECORD_ANNOTATION, content, NULL)
                           : NULL;
  content = g_hash_table_lookup (self->by_id, id);
  return content != NULL ? quoth_annotation_ref (content) : NULL;
}

/* A link to what was deleted holds it, until somebody settles that it goes: then a version
 * of what led there may still stand beside the one that the decision made. */
static QuothAnnotation *
without_loose_links (Work            *self,
                     QuothAnnotation *annotation)
{
  QuothAnnotation *copy = NULL;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      g_autoptr (QuothAnnotation) target = annotation_after (self, link->to);

      if (target != NULL && strcmp (target->layer, annotation->layer) == 0)
        continue;
      if (copy == NULL)
        copy = quoth_annotation_copy (annotation);
      quoth_annotation_remove_link (copy, link->role, link->to);
    }
  return copy != NULL ? copy : quoth_annotation_ref (annotation);
}

static gboolean
add_annotation (Work             *self,
                QuothAnnotation  *before,
                const char       *content,
                GError          **error)
{
  g_autoptr (QuothAnnotation) after = NULL;
  g_autoptr (QuothAnnotation) whole = NULL;

  if (content != NULL)
    {
      g_autoptr (GError) local_error = NULL;

      after = quoth_record_from_content (QUOTH_RECORD_ANNOTATION, content, NULL);
      if (after == NULL
          || !quoth_annotation_validate (after, self->mine->article->length, &local_error))
        return quoth_format_refuse (error, self->merge->path, 0, "%s",
                                    local_error != NULL ? local_error->message
                                                        : "an annotation makes no sense");
      whole = without_loose_links (self, after);
    }
  if (before != NULL && whole != NULL && quoth_annotation_equal (before, whole))
    return TRUE;
  quoth_command_add_annotation (self->merge->command, self->mine->article->id, before, whole);
  if (before == NULL)
    self->merge->report->n_added++;
  else if (whole == NULL)
    self->merge->report->n_removed++;
  else
    self->merge->report->n_changed++;
  return TRUE;
}

static gpointer
record_before (Work            *self,
               QuothRecordKind  kind,
               const char      *id)
{
  QuothLayer *layer;

  if (kind == QUOTH_RECORD_ANNOTATION)
    return g_hash_table_lookup (self->by_id, id);
  if (kind == QUOTH_RECORD_ARTICLE)
    return self->mine->article;
  /* A layer that only its annotations prove has no record to change. */
  layer = quoth_article_data_lookup_layer (self->mine, id);
  return layer != NULL
         && quoth_project_has_layer (self->merge->project, self->mine->article->id, id)
           ? layer : NULL;
}

/* A layer that only its annotations prove stands without a record, and gets one only where
 * the package tells something new of it. */
static gboolean
stands_implied (Work                *self,
                const char          *key,
                const QuothVersions *versions,
                const char          *shown)
{
  if (versions->kind != QUOTH_RECORD_LAYER
      || GPOINTER_TO_INT (g_hash_table_lookup (self->taken, key)))
    return FALSE;
  for (guint i = 0; i < self->mine->layers->len; i++)
    {
      QuothLayer *layer = self->mine->layers->pdata[i];
      g_autofree char *content = NULL;

      if (strcmp (layer->name, versions->id) != 0)
        continue;
      content = quoth_record_to_content (QUOTH_RECORD_LAYER, layer);
      return g_strcmp0 (content, shown) == 0;
    }
  return FALSE;
}

/* What all versions together show, beside what stands here. Also what the package does not
 * tell of may change, because something in it leads there. */
static void
find_changes (Work *self)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (self->ours, &n);
  const char *article = self->mine->article->id;

  quoth_holds_find (self->ours, NULL);
  for (guint i = 0; i < n; i++)
    {
      QuothVersions *versions = g_hash_table_lookup (self->ours, keys[i]);
      g_autofree char *shown = quoth_versions_dup_shown (versions);
      g_autofree char *standing = quoth_record_to_content (versions->kind,
                                                           record_before (self, versions->kind,
                                                                          versions->id));
      gboolean same = g_strcmp0 (shown, standing) == 0
                      || stands_implied (self, keys[i], versions, shown);

      if (quoth_versions_n_contents (versions) > 1
          && (!same || g_hash_table_contains (self->taken, keys[i])))
        g_ptr_array_add (self->merge->report->conflicts, quoth_conflict_new (article, versions));
      if (same)
        continue;
      versions->n_seen
        = quoth_team_state_n_edits (self->merge->state,
                                    versions->kind == QUOTH_RECORD_ARTICLE ? "" : article,
                                    versions->id);
      if (needs_stamp (versions))
        g_hash_table_insert (self->stamps, g_strdup (keys[i]), quoth_versions_copy (versions));
      g_hash_table_insert (self->changed, g_strdup (keys[i]), g_steal_pointer (&shown));
      self->any = TRUE;
    }
}

/* An annotation that stays as it is loses its links to what goes. */
static void
find_loose (Work *self)
{
  for (guint i = 0; i < self->mine->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->mine->annotations->pdata[i];
      gboolean loose = FALSE;

      for (guint k = 0; k < annotation->n_links && !loose; k++)
        {
          g_autofree char *to = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION,
                                                        annotation->links[k].to);
          gpointer content;

          loose = g_hash_table_lookup_extended (self->changed, to, NULL, &content)
                  && content == NULL;
        }
      if (loose)
        {
          g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION, annotation->id);

          if (!g_hash_table_contains (self->changed, key))
            g_hash_table_insert (self->changed, g_steal_pointer (&key),
                                 quoth_record_to_content (QUOTH_RECORD_ANNOTATION, annotation));
        }
    }
}

static gboolean
add_changes (Work    *self,
             GError **error)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (self->changed, &n);

  for (guint i = 0; i < n; i++)
    {
      const QuothVersions *versions = g_hash_table_lookup (self->ours, keys[i]);
      const char *content = g_hash_table_lookup (self->changed, keys[i]);
      gpointer before = record_before (self, versions->kind, versions->id);
      gpointer after;

      if (versions->kind == QUOTH_RECORD_ANNOTATION)
        {
          if (!add_annotation (self, before, content, error))
            return FALSE;
          continue;
        }
      after = content != NULL ? quoth_record_from_content (versions->kind, content, NULL) : NULL;
      if (after != NULL || (versions->kind == QUOTH_RECORD_LAYER && before != NULL))
        quoth_content_add_change (self->merge->command, versions->kind, self->mine->article->id, before,
                           after);
      quoth_content_unref (versions->kind, after);
      self->merge->report->n_changed++;
    }
  return TRUE;
}

/* What is said of the article itself. One that was imported just now is nobody's version
 * yet: its tags come with this command, as the scheme did. */
static void
take_about (Work         *self,
            QuothArticle *theirs)
{
  const char *id = self->mine->article->id;
  g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ARTICLE, id);
  gboolean fresh = g_hash_table_contains (self->merge->fresh, id);

  if (strcmp (theirs->id, id) != 0 || (!fresh && quoth_merge_lookup (self->merge, id, key) == NULL))
    return;
  if (fresh)
    g_hash_table_remove (self->ours, key);
  take_record (self, id, QUOTH_RECORD_ARTICLE, id, NULL, theirs);
}

static gboolean
prepare (Work                    *self,
         const char              *id,
         const QuothArticleData  *theirs,
         GError                 **error)
{
  QuothMerge *merge = self->merge;

  /* One that the project lacks will be there as a text that nobody worked on. */
  if (g_hash_table_contains (merge->fresh, id))
    {
      self->mine = quoth_merge_make_bare (theirs);
      quoth_article_set_id (self->mine->article, id);
    }
  else
    self->mine = quoth_project_read_article (merge->project, id, NULL, error);
  if (self->mine == NULL)
    return FALSE;
  self->ours = quoth_team_state_article (merge->state, self->mine, error);
  self->stamps = quoth_team_stamps_read (merge->project, id, self->ours != NULL ? error : NULL);
  if (self->ours == NULL || self->stamps == NULL)
    return FALSE;
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->mine->annotations->len; i++)
    g_hash_table_insert (self->by_id, ((QuothAnnotation *) self->mine->annotations->pdata[i])->id,
                         self->mine->annotations->pdata[i]);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return TRUE;
}

/**
 * quoth_merge_take_article:
 * @self: a merge
 * @id: our id of the article
 * @theirs: the article in the package
 * @error: return location for an error
 *
 * Adds what is new of an article to the command.
 */
gboolean
quoth_merge_take_article (QuothMerge        *self,
                          const char        *id,
                          QuothArticleData  *theirs,
                          GError           **error)
{
  g_auto (Work) work = { .merge = self };

  if (!prepare (&work, id, theirs, error))
    return FALSE;
  for (guint i = 0; i < theirs->layers->len; i++)
    {
      QuothLayer *layer = theirs->layers->pdata[i];
      g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_LAYER, layer->name);

      if (quoth_merge_lookup (self, theirs->article->id, key) != NULL
          || !quoth_team_layer_is_implied (theirs, layer))
        take_record (&work, theirs->article->id, QUOTH_RECORD_LAYER, layer->name, layer->name,
                     layer);
    }
  for (guint i = 0; i < theirs->annotations->len; i++)
    {
      QuothAnnotation *annotation = theirs->annotations->pdata[i];

      take_record (&work, theirs->article->id, QUOTH_RECORD_ANNOTATION, annotation->id,
                   annotation->layer, annotation);
    }
  take_about (&work, theirs->article);
  take_rest (&work, theirs->article->id);
  find_changes (&work);
  find_loose (&work);
  if (work.any)
    quoth_merge_write_stamps (self, id, work.stamps);
  return add_changes (&work, error);
}
