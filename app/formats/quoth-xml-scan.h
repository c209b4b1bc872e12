/* quoth-xml-scan.h - tells the elements of XML that is in memory, one after the other
 *
 * No tree, no network, no entities but the five of XML: a document type is refused, and
 * so is anything that is not well-formed. After the first refusal nothing more is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-progress.h"

G_BEGIN_DECLS

/* Strings belong to the parser; values are not ended by NUL. Equal names are one string for
 * the whole scan, and so are equal namespaces. */
typedef struct
{
  const char *name;
  const char *uri; /* nullable */
  const char *value;
  gsize       n_value;
} QuothXmlAttribute;

/* FALSE ends the scan, with @error set. Each may be NULL. */
typedef struct
{
  gboolean (*start) (gpointer                  user_data,
                     const char               *uri, /* nullable */
                     const char               *name,
                     const QuothXmlAttribute  *attributes,
                     guint                     n_attributes,
                     guint                     line,
                     GError                  **error);
  gboolean (*end)   (gpointer                  user_data,
                     const char               *uri,
                     const char               *name,
                     GError                  **error);
  gboolean (*text)  (gpointer                  user_data,
                     const char               *text,
                     gsize                     n_bytes,
                     GError                  **error);
} QuothXmlHandler;

gboolean quoth_xml_scan (const QuothXmlHandler  *handler,
                         gpointer                user_data,
                         const char             *path,
                         const char             *bytes,
                         gsize                   n_bytes,
                         QuothProgress          *progress,
                         GError                **error);

G_END_DECLS
