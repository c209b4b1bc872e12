/* quoth-format-webanno-tsv.c - WebAnno TSV 3.x, as WebAnno and INCEpTION have exported it
 *
 * INCEpTION user guide, "WebAnno TSV 3.3 File format". Read alone: INCEpTION itself calls
 * the format a legacy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-webanno-tsv"

#include "config.h"

#include "quoth-webanno-private.h"

#include <glib/gi18n.h>
#include <string.h>

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  static const char mark[] = "#FORMAT=WebAnno TSV 3";

  if (head == NULL)
    return 0;
  if (n_head >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      head += 3;
      n_head -= 3;
    }
  return n_head >= strlen (mark) && memcmp (head, mark, strlen (mark)) == 0 ? 97 : 0;
}

/* Documented in quoth-webanno-private.h. */
gboolean
quoth_webanno_read (QuothCas         *cas,
                    char             *bytes,
                    gsize             n_bytes,
                    const QuothSink  *sink,
                    QuothAttributes **out_metadata,
                    GError          **error)
{
  g_auto (QuothWebanno) file = { NULL };

  if (!quoth_webanno_parse (&file, cas->path, bytes, n_bytes, error)
      || !quoth_webanno_layout (&file, error) || !quoth_webanno_build (&file, cas, error))
    return FALSE;
  if (file.unit != NULL)
    {
      g_autofree char *message = g_strdup_printf ("offsets were counted in %s", file.unit);

      sink->notice (sink->user_data, cas->path, 0, message);
    }
  if (file.n_filled > 0)
    {
      g_autofree char *message = g_strdup_printf ("%u characters between sentences are not in the "
                                                  "file: line ends stand for them",
                                                  file.n_filled);

      sink->notice (sink->user_data, cas->path, 0, message);
    }
  *out_metadata = g_steal_pointer (&file.metadata);
  return TRUE;
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (QuothCas) cas = { NULL };
  g_auto (QuothCasFile) file = { NULL };
  g_autoptr (QuothAttributes) metadata = NULL;
  char *bytes;
  gsize n_bytes;

  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, QUOTH_CAS_MAX_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  quoth_cas_init (&cas, path);
  if (!quoth_webanno_read (&cas, bytes, n_bytes, sink, &metadata, error))
    return FALSE;
  quoth_cas_file_init (&file, path, options, sink);
  file.context.metadata = metadata;
  return quoth_cas_deliver (&cas, &file.context, error);
}

static const char *const extensions[] = { "tsv", NULL };

const QuothFormat quoth_format_webanno_tsv = {
  .name = "webanno-tsv",
  .title = N_("WebAnno TSV"),
  .description = N_("Layers, relations and chains of WebAnno and INCEpTION, version 3"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
};
