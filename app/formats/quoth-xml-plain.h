/* quoth-xml-plain.h - tells the elements of plain XML, fast
 *
 * Programs write XML of elements, attributes, text and references to characters, and hardly
 * anything else; libxml2 spends a hundred instructions on each letter of a long attribute
 * that is not plain ASCII, and XMI keeps a text in such a one. A document that is plain is
 * checked here as a whole, and then told. Of any other nothing is told, and it is left to
 * libxml2: comments, instructions, CDATA, document types, encodings, CR, names beyond ASCII,
 * and all that is wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-xml-scan.h"

G_BEGIN_DECLS

typedef struct _QuothXmlPlain QuothXmlPlain;

/* NULL when the document is not plain. */
QuothXmlPlain *quoth_xml_plain_new  (const char             *bytes,
                                     gsize                   n_bytes);
void           quoth_xml_plain_free (QuothXmlPlain          *self);
gboolean       quoth_xml_plain_tell (QuothXmlPlain          *self,
                                     const QuothXmlHandler  *handler,
                                     gpointer                user_data,
                                     QuothProgress          *progress,
                                     GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothXmlPlain, quoth_xml_plain_free)

G_END_DECLS
