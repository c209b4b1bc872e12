/* team.h - people who work on the same articles and send each other packages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "fixture.h"
#include "quoth-conflicts.h"
#include "quoth-export.h"
#include "quoth-merge.h"
#include "quoth-package.h"
#include "quoth-project-query.h"
#include "quoth-remark.h"

#define N_PEOPLE 5
#define N_ARTICLES 3
/* Every package carries the scheme: the one that most projects have would take most of
 * the time, and says no more about merging. */
#define SCHEME "{\"name\":\"Small\",\"types\":[{\"id\":\"person\",\"name\":\"Person\"," \
               "\"kind\":\"mention\",\"entity_kind\":\"person\"}],\"attributes\":[{\"id\":\"genre\"," \
               "\"name\":\"Genre\",\"kind\":\"text\",\"types\":[\"article\"]}],\"roles\":[{\"id\":" \
               "\"repeats\",\"name\":\"Repeats\",\"from\":[\"person\"],\"to\":[\"person\"]," \
               "\"multiple\":true}]}"

static const char *const people[N_PEOPLE] = { "anna", "ben", "cleo", "dora", "emil" };

typedef struct
{
  char         *folder;
  QuothProject *projects[N_PEOPLE];
  guint         n_packages;
  GHashTable   *made; /* ids of annotations that exist and nobody deleted */
  GHashTable   *gone; /* ids of those that somebody deleted, decided or not */
  GHashTable   *done; /* since all knew all: "id" -> Deed */
  GPtrArray    *leads; /* of Lead: since then */
  gboolean      apart; /* since then nobody sent anything or decided */
} Team;

/* A link that somebody made, and did not delete again. */
typedef struct
{
  guint  who;
  char  *from;
  char  *to;
} Lead;

/* Who deleted an annotation, and who changed it or led to it: a bit for each person. */
typedef struct
{
  guint deleted;
  guint touched;
} Deed;

static inline void
lead_free (gpointer data)
{
  Lead *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static inline char *
package (Team                      *team,
         QuothProject              *project,
         const QuothPackageOptions *options)
{
  g_autoptr (GError) error = NULL;
  char *path = g_strdup_printf ("%s/package-%u", team->folder, team->n_packages++);

  quoth_package_write (project, path, options, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static inline QuothMergeReport *
take (QuothProject *project,
      const char   *path)
{
  g_autoptr (GError) error = NULL;
  QuothMergeReport *report = quoth_merge_run (project, path, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static inline void
discard (char *path)
{
  fixture_remove_folder (path);
  g_free (path);
}

static inline gboolean
gather_cb (QuothArticleData  *data,
           gpointer           user_data,
           GError           **error)
{
  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (user_data, g_strdup (((QuothAnnotation *) data->annotations->pdata[i])->id));
  return TRUE;
}

/* The bytes of the exchange format. */
static inline char *
dump (Team         *team,
      QuothProject *project)
{
  static const char *const names[] = { "scheme.json", "entities.jsonl", "articles.jsonl" };
  g_autofree char *path = g_strdup_printf ("%s/export-%u", team->folder, team->n_packages++);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (QuothExportReport) report =
    quoth_export_run (project, "quoth-jsonl", path, NULL, NULL, &error);
  g_autofree char *sum = NULL;
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (path, names[i], NULL);
      g_autofree char *bytes = NULL;

      g_file_get_contents (file, &bytes, NULL, &error);
      g_assert_no_error (error);
      g_string_append (all, i > 0 ? bytes : "");
      sum = i > 0 ? g_steal_pointer (&sum)
                  : g_compute_checksum_for_string (G_CHECKSUM_MD5, bytes, -1);
    }
  fixture_remove_folder (path);
  g_string_prepend (all, sum);
  return g_string_free (all, FALSE);
}

/* In memory where there is such a place: a thousand rounds wait for the disk 30,000 times. */
static inline char *
make_folder (void)
{
  char *folder = g_strdup ("/dev/shm/quoth-team-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);
  return g_dir_make_tmp ("quoth-team-XXXXXX", NULL);
}

static inline void
set_up (Team *team)
{
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_from_json (SCHEME, -1, &error);

  g_assert_no_error (error);
  team->folder = make_folder ();
  team->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  team->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  team->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  team->leads = g_ptr_array_new_with_free_func (lead_free);
  team->apart = TRUE;
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.quoth", team->folder, people[i]);

      team->projects[i] = quoth_project_create (path, scheme, NULL);
      g_assert_nonnull (team->projects[i]);
      quoth_project_set_annotator (team->projects[i], people[i]);
    }
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%u", i);
      g_autoptr (QuothArticleData) data = fixture_article (id, "We pay");

      fixture_import (team->projects[0], data);
    }
  first = package (team, team->projects[0], NULL);
  for (guint i = 1; i < N_PEOPLE; i++)
    quoth_merge_report_free (take (team->projects[i], first));
}

static inline void
tear_down (Team *team)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; i < N_PEOPLE; i++)
    g_clear_object (&team->projects[i]);
  dir = g_dir_open (team->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (team->folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        fixture_remove_folder (path);
    }
  fixture_remove_folder (team->folder);
  g_free (team->folder);
  g_hash_table_unref (team->made);
  g_hash_table_unref (team->gone);
  g_hash_table_unref (team->done);
  g_ptr_array_unref (team->leads);
}
