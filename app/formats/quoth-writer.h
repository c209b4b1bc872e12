/* quoth-writer.h - what every export has in hand, whatever its format
 *
 * A format's writer is a struct that begins with a QuothWriter and adds what only that format
 * knows. The frame makes it, fills in what all need (options, losses, the registry, names of
 * files) and takes it down again, so that a format tells no more than what is its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"
#include "quoth-output.h"

G_BEGIN_DECLS

typedef struct
{
  const QuothFormat *format;
  QuothWriteOptions  options;   /* what it points to is the writer's own */
  GHashTable        *entities;  /* id → QuothEntity, as of quoth_format_entities_new(): of
                                 * formats whose `entity` is quoth_writer_keep_entity() */
  GString           *out;       /* for the file of an article; kept, so that its memory is */
  GString           *reasons;   /* for what is lost of an annotation */

  /* The frame's. */
  QuothLossFunc      loss;      /* nullable */
  gpointer           loss_data;
  QuothArticleData  *data;      /* the article that is being written; NULL between */
  char              *document;  /* nullable: its name as a file's */
  GHashTable        *documents; /* names of files that are taken */
  GPtrArray         *outputs;   /* of QuothOutput, in the order in which they were opened */
  GHashTable        *by_layer;  /* layer, "" for none → QuothOutput of @outputs */
} QuothWriter;

/* For who exports. @loss may be NULL. */
QuothWriter *quoth_writer_new         (const QuothFormat       *format,
                                       const QuothWriteOptions *options,
                                       QuothLossFunc            loss,
                                       gpointer                 loss_data,
                                       GError                 **error);
gboolean     quoth_writer_add_entity  (QuothWriter             *self,
                                       QuothEntity             *entity,
                                       GError                 **error);
gboolean     quoth_writer_add_article (QuothWriter             *self,
                                       QuothArticleData        *data,
                                       GError                 **error);
gboolean     quoth_writer_end         (QuothWriter             *self,
                                       GError                 **error);
void         quoth_writer_free        (QuothWriter             *self);
const char  *quoth_writer_get_document (QuothWriter            *self);

/* For formats, which know the frame as the beginning of their own struct. */

/* An article as one file holds it: the work of one layer, or of all. */
typedef struct
{
  QuothArticleData *data;
  const char       *layer;  /* nullable: of all */
  const char       *folder; /* nullable: @layer, where it has a folder of its own */
} QuothView;

typedef gboolean (*QuothViewFunc) (gpointer          writer,
                                   const QuothView  *view,
                                   GError          **error);

gboolean     quoth_writer_keep_entity  (gpointer                 writer,
                                        QuothEntity             *entity,
                                        GError                 **error);
void         quoth_writer_lose         (gpointer                 writer,
                                        const char              *id,
                                        const char              *reason);
gboolean     quoth_writer_is_claim     (gpointer                 writer,
                                        QuothAnnotation         *annotation);
gboolean     quoth_writer_each_view    (gpointer                 writer,
                                        QuothArticleData        *data,
                                        QuothViewFunc            write,
                                        GError                 **error);
char        *quoth_writer_get_folder   (gpointer                 writer,
                                        const QuothView         *view,
                                        GError                 **error);
gboolean     quoth_writer_save         (gpointer                 writer,
                                        const QuothView         *view,
                                        const char              *ending,
                                        const char              *bytes,
                                        gsize                    n_bytes,
                                        GError                 **error);
/* The same for a file that may grow large, between them quoth_output_relieve(); its buffer is
 * the writer's `out`. */
gboolean     quoth_writer_begin_file   (gpointer                 writer,
                                        const QuothView         *view,
                                        const char              *ending,
                                        QuothOutput             *out_file,
                                        GError                 **error);
gboolean     quoth_writer_end_file     (QuothOutput             *file,
                                        GError                 **error);
QuothOutput *quoth_writer_open         (gpointer                 writer,
                                        const char              *folder,
                                        const char              *name);
QuothOutput *quoth_writer_open_view    (gpointer                 writer,
                                        const QuothView         *view,
                                        const char              *name,
                                        GError                 **error);
gboolean     quoth_writer_open_any     (gpointer                 writer,
                                        const char              *name,
                                        GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothWriter, quoth_writer_free)

G_END_DECLS
