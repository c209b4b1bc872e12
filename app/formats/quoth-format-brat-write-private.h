/* quoth-format-brat-write-private.h - the state of a brat export, shared by its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format-brat-private.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

typedef struct
{
  QuothWriter        base;
  QuothBratNames    *names;
  GHashTable        *wide;     /* of char*: attributes and roles that stand anywhere */
  GPtrArray         *comments; /* of QuothAnnotation: those of the article */
  GHashTable        *told;     /* of QuothAnnotation: those that stand in a file */
  QuothStandoffText *text;     /* of the article */
  GString           *later;    /* R, A, N and # lines of the .ann file */
} QuothBratWriter;

/* One .ann file. */
typedef struct
{
  QuothBratWriter   *writer;
  QuothArticleData  *data;
  QuothStandoffText *text;
  QuothOutput        output;
  GHashTable        *numbers; /* id of an annotation → its T number */
  GPtrArray         *written; /* of QuothAnnotation, borrowed: T1 first */
  guint              n_references;
  guint              n_attributes;
  guint              n_relations;
  guint              n_notes;
} QuothBratFile;

gboolean quoth_brat_writer_start   (gpointer           writer,
                                    GError           **error);
gboolean quoth_brat_writer_article (gpointer           writer,
                                    QuothArticleData  *data,
                                    GError           **error);
gboolean quoth_brat_writer_end     (gpointer           writer,
                                    GError           **error);
void     quoth_brat_writer_clear   (gpointer           writer);

/* R, A, N and # lines. */
void quoth_brat_write_remarks  (QuothBratFile    *self);

/* Comments (quoth-remark.h) are taken out of @data, written beside what they are about in
 * each file, and told as lost where that is in none. */
void quoth_brat_take_comments  (QuothBratWriter  *self,
                                QuothArticleData *data);
void quoth_brat_write_comments (QuothBratFile    *self);
void quoth_brat_tell_comments  (QuothBratWriter  *self,
                                QuothArticleData *data);

G_END_DECLS
