/* quoth-format-cas-xmi.c - UIMA CAS XMI 1.0, as UIMA, DKPro and INCEpTION exchange it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-cas-xmi"

#include "config.h"

#include "quoth-cas-xmi-private.h"
#include "quoth-document-index.h"

#include <glib/gi18n.h>
#include <string.h>

/* The file, its type system, and the folder above. */
static const char *const type_files[] = { QUOTH_CAS_TYPE_SYSTEM, "typesystem.xml", NULL };

#define N_TYPE_FILES (G_N_ELEMENTS (type_files) - 1)

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL)
    return 0;
  /* Type systems are many: the namespace may be declared behind all that is seen here. */
  if (g_strstr_len (head, (gssize) n_head, "<xmi:XMI") != NULL)
    return 95;
  return g_strstr_len (head, (gssize) n_head, "http://www.omg.org/XMI") != NULL ? 60 : 0;
}

static char **
companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  quoth_document_index_add_companions (builder, path, type_files);
  return g_strv_builder_end (builder);
}

/* Documented in quoth-cas-xmi-private.h. */
QuothCasTypes *
quoth_cas_load_types (const char      *folder,
                      const QuothSink *sink)
{
  g_autofree char *above = g_path_get_dirname (folder);
  const char *const folders[] = { folder, above };

  for (guint i = 0; i < G_N_ELEMENTS (folders) * N_TYPE_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folders[i / N_TYPE_FILES],
                                                type_files[i % N_TYPE_FILES], NULL);
      g_autoptr (QuothCasTypes) types = quoth_cas_types_new ();
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize n_bytes;

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      if (quoth_format_load (path, QUOTH_CAS_MAX_BYTES, &bytes, &n_bytes, &error)
          && quoth_cas_types_read (types, path, bytes, n_bytes, &error))
        return g_steal_pointer (&types);
      sink->notice (sink->user_data, path, 0, error->message);
    }
  return NULL;
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (QuothCas) cas = { NULL };
  g_autoptr (QuothCasTypes) types = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (QuothCasFile) file = { NULL };
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, QUOTH_CAS_MAX_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  types = quoth_cas_load_types (folder, sink);
  quoth_cas_init (&cas, path);
  cas.types = types;
  if (!quoth_cas_xmi_read (&cas, bytes, n_bytes, progress, error))
    return FALSE;
  g_clear_pointer (&bytes, g_free);
  quoth_cas_file_init (&file, path, options, sink);
  return quoth_cas_deliver (&cas, &file.context, error);
}

static const char *const extensions[] = { "xmi", NULL };
static const char *const files[] = { QUOTH_CAS_TYPE_SYSTEM, NULL };

const QuothFormat quoth_format_cas_xmi = {
  .name = "cas-xmi",
  .title = N_("UIMA CAS XMI"),
  .description = N_("XML with a type system, for INCEpTION and UIMA; loses what XML cannot hold"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .begin = quoth_cas_xmi_begin,
  .entity = quoth_cas_writer_entity,
  .article = quoth_cas_xmi_article,
  .finish = quoth_cas_xmi_finish,
  .names_documents = TRUE,
  .options = quoth_cas_options,
  .files = files,
};
