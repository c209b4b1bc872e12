/* quoth-format-cas-json.c - UIMA CAS JSON 0.4, as UIMA, DKPro and INCEpTION exchange it
 *
 * https://github.com/apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc; where the draft
 * and its implementations differ, as they do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-cas-json"

#include "config.h"

#include "quoth-cas-json-private.h"
#include "quoth-document-index.h"

#include <glib/gi18n.h>
#include <string.h>

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  static const char *const words[] = { "\"%TYPES\"", "\"%FEATURE_STRUCTURES\"", "\"%TYPE\"" };

  for (guint i = 0; head != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_strstr_len (head, (gssize) n_head, words[i]) != NULL)
      return 95;
  return 0;
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (QuothCas) cas = { NULL };
  g_autoptr (QuothCasTypes) types = quoth_cas_types_new ();
  g_auto (QuothCasFile) file = { NULL };
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, QUOTH_CAS_MAX_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  quoth_cas_init (&cas, path);
  cas.types = types;
  if (!quoth_cas_json_read (&cas, bytes, n_bytes, progress, error))
    return FALSE;
  g_clear_pointer (&bytes, g_free);
  quoth_cas_file_init (&file, path, options, sink);
  return quoth_cas_deliver (&cas, &file.context, error);
}

static const char *const extensions[] = { "json", NULL };

const QuothFormat quoth_format_cas_json = {
  .name = "cas-json",
  .title = N_("UIMA CAS JSON"),
  .description = N_("JSON with its type system, for INCEpTION and DKPro; loses nothing"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = quoth_document_index_companions,
  .writer_size = sizeof (QuothCasWriter),
  .kind = &quoth_cas_json_kind,
  .start = quoth_cas_writer_start,
  .entity = quoth_writer_keep_entity,
  .article = quoth_cas_writer_article,
  .clear = quoth_cas_writer_clear,
  .names_documents = TRUE,
  .keeps_remarks = TRUE,
  .options = quoth_cas_options,
};
