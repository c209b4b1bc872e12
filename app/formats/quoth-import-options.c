/* quoth-import-options.c - what an import leaves open, as the project has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-private.h"
#include "quoth-project-query.h"

/* A QuothReadOptions.find_text on a project. */
static QuothText *
find_text (gpointer    user_data,
           const char *hash)
{
  QuothProject *project = user_data;
  g_autofree char *id = quoth_project_find_by_hash (project, hash);
  g_autoptr (QuothArticleData) data = NULL;

  /* No layer has an empty name: only the text is wanted. */
  if (id != NULL)
    data = quoth_project_read_article (project, id, "", NULL);
  return data != NULL ? quoth_text_ref (data->text) : NULL;
}

/* @options, and what they leave open as @project has it. */
QuothReadOptions
quoth_import_complete_options (QuothProject           *project,
                               const QuothReadOptions *options)
{
  static int last_session;
  QuothReadOptions all = options != NULL ? *options : (QuothReadOptions) { NULL };

  if (all.layer == NULL)
    all.layer = quoth_project_get_annotator (project);
  all.own = g_strcmp0 (all.layer, quoth_project_get_annotator (project)) == 0;
  if (all.scheme == NULL)
    all.scheme = quoth_project_get_scheme (project);
  if (all.find_text == NULL)
    {
      all.find_text = find_text;
      all.find_data = project;
    }
  /* After four thousand millions of imports the numbers come again, which harms nobody. */
  while (all.session == 0)
    all.session = (guint) g_atomic_int_add (&last_session, 1);
  return all;
}
