/* quoth-format-polnear-private.h - the words of PolNeAR, shared by its reader and writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

#define QUOTH_POLNEAR_SOURCE "Source"
#define QUOTH_POLNEAR_CUE "Cue"
#define QUOTH_POLNEAR_CONTENT "Content"
#define QUOTH_POLNEAR_ATTRIBUTION "Attribution"
#define QUOTH_POLNEAR_NO_SOURCE "Attribution-no-source"
#define QUOTH_POLNEAR_TEXTS "text"
#define QUOTH_POLNEAR_FOLDER "attributions"

/* What the scheme calls what PolNeAR holds. */
typedef struct
{
  char *individual; /* a mention of one individual */
  char *other;      /* a mention of any other source */
  char *claim;
  char *cue;
} QuothPolnearTypes;

void     quoth_polnear_types_init     (QuothPolnearTypes *self,
                                       QuothScheme       *scheme);
void     quoth_polnear_types_clear    (QuothPolnearTypes *self);
/* Types of the format that are kept as they are: scraps and lone triggers. */
gboolean quoth_polnear_is_own_type    (const char        *type);
/* Whether the words of a source name one individual. */
gboolean quoth_polnear_is_individual  (const char        *source);

typedef struct
{
  QuothWriter        base;
  QuothPolnearTypes  types;
  gboolean           has_texts;  /* the folders are there */
  gboolean           has_folder;
  GString           *sources;    /* of the event that is being written */
} QuothPolnearWriter;

gboolean quoth_polnear_writer_start   (gpointer           writer,
                                       GError           **error);
gboolean quoth_polnear_writer_article (gpointer           writer,
                                       QuothArticleData  *data,
                                       GError           **error);
void     quoth_polnear_writer_clear   (gpointer           writer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothPolnearTypes, quoth_polnear_types_clear)

G_END_DECLS
