/* quoth-manifest.c - what a package says of itself: package.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-package"

#include "config.h"

#include "quoth-manifest.h"

#include "quoth-format.h"
#include "quoth-json.h"
#include "quoth-json-writer.h"
#include "quoth-project-query.h"

#include <string.h>

#define FORMAT "quoth-package"
#define VERSION 1
#define MAX_BYTES (64 * 1024)
/* Without history, as the name of a place: undo must not take it away. */
#define NAME_SETTING "team-project"

void
quoth_manifest_free (QuothManifest *self)
{
  if (self == NULL)
    return;
  g_free (self->project);
  g_free (self->annotator);
  g_free (self);
}

/**
 * quoth_manifest_write:
 * @self: what to say
 * @folder: the package
 * @error: return location for an error of writing
 */
gboolean
quoth_manifest_write (const QuothManifest  *self,
                      const char           *folder,
                      GError              **error)
{
  g_autofree char *path = g_build_filename (folder, QUOTH_PACKAGE_MANIFEST, NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "format");
  quoth_json_writer_string (&writer, FORMAT);
  quoth_json_writer_key (&writer, "version");
  quoth_json_writer_int (&writer, VERSION);
  quoth_json_writer_key (&writer, "project");
  quoth_json_writer_string (&writer, self->project);
  quoth_json_writer_key (&writer, "for");
  quoth_json_writer_string (&writer, self->annotator);
  quoth_json_writer_key (&writer, "guidelines");
  quoth_json_writer_int (&writer, self->guidelines);
  quoth_json_writer_end_object (&writer);
  g_string_append_c (json, '\n');
  return quoth_format_save (path, json->str, json->len, error);
}

/* Absent and null are the same. */
static gboolean
read_string (JsonObject  *object,
             const char  *name,
             char       **out_value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *out_value = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_count (JsonObject *object,
            const char *name,
            gint64     *out_value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *out_value = json_node_get_int (node);
  return *out_value >= 0;
}

/**
 * quoth_manifest_read:
 * @folder: a package, or a plain folder of quoth-jsonl
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when it is something else, or of a newer program
 *
 * Returns: (transfer full) (nullable): what it says; nothing in it for a plain folder
 */
QuothManifest *
quoth_manifest_read (const char  *folder,
                     GError     **error)
{
  g_autofree char *path = g_build_filename (folder, QUOTH_PACKAGE_MANIFEST, NULL);
  g_autoptr (QuothManifest) self = g_new0 (QuothManifest, 1);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *format = NULL;
  JsonObject *object;
  gint64 version = 0;
  gsize n_bytes;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&self);
  if (!quoth_format_load (path, MAX_BYTES, &bytes, &n_bytes, error))
    return NULL;
  root = quoth_json_parse (bytes, (gssize) n_bytes, &local_error);
  if (root == NULL)
    {
      quoth_format_refuse (error, path, 1, "%s", local_error->message);
      return NULL;
    }
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || !read_string (object, "format", &format)
      || g_strcmp0 (format, FORMAT) != 0 || !read_count (object, "version", &version)
      || !read_string (object, "project", &self->project)
      || !read_string (object, "for", &self->annotator)
      || !read_count (object, "guidelines", &self->guidelines))
    {
      quoth_format_refuse (error, path, 1, "this does not describe a package");
      return NULL;
    }
  if (version != VERSION)
    {
      quoth_format_refuse (error, path, 1, "packages of version %" G_GINT64_FORMAT
                           " are not known", version);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Copies that were made of a file before it had a name must agree: the first session is one
 * that they share. */
static char *
make_name (QuothProject  *project,
           GError       **error)
{
  g_autoptr (GPtrArray) sessions = quoth_project_list_sessions (project, error);

  if (sessions == NULL)
    return NULL;
  return sessions->len > 0 ? g_strdup (((QuothSession *) sessions->pdata[0])->id)
                           : g_uuid_string_random ();
}

char *
quoth_team_dup_name (QuothProject  *project,
                     GError       **error)
{
  g_autofree char *name = quoth_project_dup_setting (project, NAME_SETTING);

  if (name == NULL)
    {
      name = make_name (project, error);
      if (name == NULL)
        return NULL;
      if (!quoth_project_set_setting (project, NAME_SETTING, name, error))
        return NULL;
    }
  return g_steal_pointer (&name);
}

gboolean
quoth_team_check_name (QuothProject         *project,
                       const QuothManifest  *manifest,
                       const char           *folder,
                       GError              **error)
{
  g_autofree char *name = quoth_project_dup_setting (project, NAME_SETTING);
  g_autofree char *path = NULL;

  if (name == NULL || manifest->project == NULL || strcmp (name, manifest->project) == 0)
    return TRUE;
  path = g_build_filename (folder, QUOTH_PACKAGE_MANIFEST, NULL);
  return quoth_format_refuse (error, path, 1, "the package belongs to another project");
}

gboolean
quoth_team_adopt_name (QuothProject         *project,
                       const QuothManifest  *manifest,
                       GError              **error)
{
  g_autofree char *name = quoth_project_dup_setting (project, NAME_SETTING);

  return name != NULL || manifest->project == NULL
         || quoth_project_set_setting (project, NAME_SETTING, manifest->project, error);
}
