/* quoth-format-cas-xmi.c - UIMA CAS XMI 1.0, as UIMA, DKPro and INCEpTION exchange it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-cas-xmi"

#include "config.h"

#include "quoth-cas-xmi-private.h"
#include "quoth-document-index.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

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

/* The last type system that this thread read: all units of a folder have the same, and
 * reading it takes longer than they do. */
typedef struct
{
  char          *path;
  struct stat    info;
  QuothCasTypes *types;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  quoth_cas_types_unref (self->types);
  g_free (self->path);
  g_free (self);
}

static GPrivate last_loaded = G_PRIVATE_INIT (loaded_free);

static gboolean
is_same_file (const struct stat *a,
              const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec
         && a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static QuothCasTypes *
load_types (const char         *path,
            const struct stat  *info,
            GError            **error)
{
  const Loaded *last = g_private_get (&last_loaded);
  g_autoptr (QuothCasTypes) types = quoth_cas_types_new ();
  g_autofree char *bytes = NULL;
  Loaded *loaded;
  gsize n_bytes;

  if (last != NULL && strcmp (last->path, path) == 0 && is_same_file (&last->info, info))
    return quoth_cas_types_ref (last->types);
  if (!quoth_format_load (path, QUOTH_CAS_MAX_BYTES, &bytes, &n_bytes, error)
      || !quoth_cas_types_read (types, path, bytes, n_bytes, error))
    return NULL;
  loaded = g_new0 (Loaded, 1);
  loaded->path = g_strdup (path);
  loaded->info = *info;
  loaded->types = quoth_cas_types_ref (types);
  g_private_replace (&last_loaded, loaded);
  return g_steal_pointer (&types);
}

/* Documented in quoth-cas-xmi-private.h. */
QuothCasTypes *
quoth_cas_load_types (const char      *folder,
                      const QuothSink *sink)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  g_autofree char *above = g_path_get_dirname (whole);
  const char *const folders[] = { folder, above };

  for (guint i = 0; i < G_N_ELEMENTS (folders) * N_TYPE_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folders[i / N_TYPE_FILES],
                                                type_files[i % N_TYPE_FILES], NULL);
      g_autoptr (GError) error = NULL;
      QuothCasTypes *types;
      struct stat info;

      if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
        continue;
      types = load_types (path, &info, &error);
      if (types != NULL)
        return types;
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
  .writer_size = sizeof (QuothCasWriter),
  .kind = &quoth_cas_xmi_kind,
  .start = quoth_cas_xmi_start,
  .entity = quoth_writer_keep_entity,
  .article = quoth_cas_writer_article,
  .end = quoth_cas_xmi_end,
  .clear = quoth_cas_writer_clear,
  .names_documents = TRUE,
  .options = quoth_cas_options,
  .files = files,
};
