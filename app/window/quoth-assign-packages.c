/* quoth-assign-packages.c - a package for everybody who has articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-packages"

#include "config.h"

#include "quoth-assign-packages.h"

#include <glib/gi18n.h>

#include "quoth-assign-work.h"
#include "quoth-package.h"

/* What no folder may be called stands for what it looks like; names that become the same
 * are told apart. */
static char **
list_folders (QuothProject  *source,
              char         **annotators)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *project = quoth_project_dup_name (source);

  for (guint i = 0; annotators[i] != NULL; i++)
    {
      /* Translators: the folder of a package: the project's name, whom it is for */
      char *name = g_strdup_printf (_("%s for %s"), project, annotators[i]);

      g_strdelimit (name, "/", '-');
      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        {
          char *other = g_strdup_printf ("%s %u", name, i + 1);

          g_free (name);
          name = other;
        }
      g_ptr_array_add (names, name);
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Who has what is read here, as the window may not know it at the moment. */
static gpointer
pack_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  g_autoptr (GPtrArray) works = quoth_project_list_work (project, 0, progress, error);
  g_auto (GStrv) annotators = works != NULL ? quoth_assign_work_dup_names (works) : NULL;
  g_auto (GStrv) names = annotators != NULL ? list_folders (project, annotators) : NULL;

  if (names == NULL || names[0] == NULL)
    return NULL;
  return quoth_package_write_each (project, data, (const char *const *) annotators,
                                   (const char *const *) names, progress, error)
           ? GUINT_TO_POINTER (g_strv_length (annotators)) : NULL;
}

/**
 * quoth_assign_packages_make:
 * @bar: runs the job; not busy
 * @project: the project
 * @path: the folder to make
 * @finished: gets the number of packages as a pointer, or an error; neither when nobody has an
 *   article
 * @owner: for @finished
 */
void
quoth_assign_packages_make (QuothJobBar      *bar,
                            QuothProject     *project,
                            const char       *path,
                            QuothJobDoneFunc  finished,
                            gpointer          owner)
{
  quoth_job_bar_run (bar, _("Packing…"), project, pack_func, g_strdup (path), g_free, finished,
                     owner);
}
