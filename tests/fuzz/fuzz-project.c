/* fuzz-project.c - a project file with wrong bytes
 *
 * The bytes of the input overwrite a sound file: each pair of them says where and what.
 * Whatever the file has become, opening and reading it ends with an answer or an error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-project.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static char *folder;
static char *sound;
static gsize n_sound;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static char *
make_sound (void)
{
  g_autofree char *path = g_build_filename (folder, "sound.quoth", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothProject) project = quoth_project_create (path, scheme, NULL);
  g_autoptr (QuothCommand) command = quoth_command_new ("add");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Mia Roe");

  quoth_command_add_entity (command, NULL, entity);
  if (!quoth_project_commit (project, command, NULL))
    abort ();
  quoth_project_close (project);
  g_clear_object (&project);
  if (!g_file_get_contents (path, &sound, &n_sound, NULL))
    abort ();
  g_remove (path);
  return sound;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autofree char *setting = NULL;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("quoth-fuzz-XXXXXX", NULL);
      make_sound ();
      atexit (remove_folder);
    }
  bytes = g_memdup2 (sound, n_sound);
  for (size_t i = 0; i + 3 < size; i += 4)
    {
      gsize at = ((gsize) data[i] << 16 | (gsize) data[i + 1] << 8 | data[i + 2]) % n_sound;

      bytes[at] = (char) data[i + 3];
    }
  path = g_build_filename (folder, "input.quoth", NULL);
  if (!g_file_set_contents (path, bytes, (gssize) n_sound, NULL))
    abort ();
  project = quoth_project_open (path, size % 2 ? QUOTH_PROJECT_OPEN_READ_ONLY
                                               : QUOTH_PROJECT_OPEN_DEFAULT, &error);
  if ((project == NULL) != (error != NULL))
    abort ();
  if (project != NULL)
    {
      QuothCommand *undone;
      QuothArticleData *article = quoth_project_read_article (project, "x", NULL, NULL);

      g_clear_pointer (&article, quoth_article_data_free);
      setting = quoth_project_dup_setting (project, "position");
      undone = quoth_project_undo (project, NULL);
      g_clear_pointer (&undone, quoth_command_unref);
      quoth_project_close (project);
    }
  remove_folder ();
  g_mkdir (folder, 0700);
  return 0;
}
