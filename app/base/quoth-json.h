/* quoth-json.h - guarded reading of small JSON
 *
 * json-glib recurses: 100,000 nested brackets end the process. Everything that
 * comes from outside is scanned for depth and size before it is parsed. Corpora
 * are not read here but by a streaming parser (see formats).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QUOTH_JSON_MAX_DEPTH 64
#define QUOTH_JSON_MAX_BYTES (16 * 1024 * 1024)

#define QUOTH_JSON_ERROR (quoth_json_error_quark ())

typedef enum
{
  QUOTH_JSON_ERROR_SYNTAX,
  QUOTH_JSON_ERROR_TOO_DEEP,
  QUOTH_JSON_ERROR_TOO_LARGE,
  QUOTH_JSON_ERROR_TYPE,
} QuothJsonError;

GQuark    quoth_json_error_quark (void);
gboolean  quoth_json_check_depth (const char  *data,
                                  gsize        length,
                                  guint        max_depth,
                                  GError     **error);
JsonNode *quoth_json_parse       (const char  *data,
                                  gssize       length,
                                  GError     **error);
char     *quoth_json_canonical   (const char  *data,
                                  gssize       length,
                                  GError     **error);

G_END_DECLS
