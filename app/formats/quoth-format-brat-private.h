/* quoth-format-brat-private.h - the parts of the brat format, shared by its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"
#include "quoth-standoff.h"

G_BEGIN_DECLS

/* What brat has no letters for, and what a name stands for; see quoth-format-brat-names.c. */
typedef enum
{
  QUOTH_BRAT_TYPE,
  QUOTH_BRAT_ATTRIBUTE,
  QUOTH_BRAT_VALUE,
  QUOTH_BRAT_ROLE,
  QUOTH_BRAT_LAYER, /* the name of its folder, "." for the folder of annotation.conf */
  QUOTH_BRAT_N_NAMES
} QuothBratNameKind;

typedef struct _QuothBratNames QuothBratNames;

QuothBratNames *quoth_brat_names_new      (void);
void            quoth_brat_names_free     (QuothBratNames    *self);
const char     *quoth_brat_names_to_brat  (QuothBratNames    *self,
                                           QuothBratNameKind  kind,
                                           const char        *name);
void            quoth_brat_names_declare  (QuothBratNames    *self,
                                           QuothBratNameKind  kind,
                                           const char        *name,
                                           const char        *sort);
const char     *quoth_brat_names_from_brat (QuothBratNames   *self,
                                            QuothBratNameKind kind,
                                            const char       *brat);
void            quoth_brat_names_set      (QuothBratNames    *self,
                                           QuothBratNameKind  kind,
                                           const char        *brat,
                                           const char        *name,
                                           const char        *sort);
const char     *quoth_brat_names_get_sort (QuothBratNames    *self,
                                           QuothBratNameKind  kind,
                                           const char        *name);
GPtrArray      *quoth_brat_names_list     (QuothBratNames    *self,
                                           QuothBratNameKind  kind);
gboolean        quoth_brat_names_parse    (QuothBratNames    *self,
                                           const char        *conf);
void            quoth_brat_names_append   (QuothBratNames    *self,
                                           GString           *out);

/* Looks for annotation.conf in @folder and above it; NULL unless this program wrote
 * it. @session: see QuothReadOptions. @out_layer: (transfer full) (nullable): what the
 * folder stands for. Borrowed: valid until the next call on the same thread. */
QuothBratNames *quoth_brat_folder_names   (const char        *folder,
                                           guint              session,
                                           char             **out_layer);

/* The annotator that the folder of @path is called after, when the same text is imported from a
 * folder beside it, too; (transfer full) (nullable). */
char           *quoth_brat_find_annotator (const char             *path,
                                           const char             *text_path,
                                           const QuothReadOptions *options);

/* One file that is being read: a standoff and what becomes of its items. */
typedef struct
{
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothScheme            *scheme;      /* owned: the project's and what the file adds */
  QuothStandoff          *standoff;
  QuothText              *text;
  const char             *layer;
  QuothBratNames         *names;       /* nullable, borrowed */
  QuothAnnotation       **annotations; /* per item: of T and E; NULL elsewhere; owned */
  gboolean                shared;      /* several items stand for one annotation */
  GHashTable             *entities;    /* nullable: resource:id → QuothEntity */
  GHashTable             *ids;         /* nullable: of char*: our ids that notes have named */
  gboolean                ids_are_used; /* links name ids already: notes change none */
  gsize                   n_parts;     /* made so far, against files that multiply them */
  GPtrArray              *extra;       /* of QuothAnnotation: those of no single item */
  GPtrArray              *comments;    /* of QuothAnnotation, see quoth-remark.h */
  GPtrArray              *subjects;    /* of QuothAnnotation, borrowed: what those are about */
  GHashTable             *of_links;    /* nullable: id of an R line → QuothAttributes */
} QuothBratReader;

void     quoth_brat_reader_init     (QuothBratReader         *self,
                                     const QuothReadOptions  *options,
                                     const QuothSink         *sink);
void     quoth_brat_reader_clear    (QuothBratReader         *self);
void     quoth_brat_reader_notice   (QuothBratReader         *self,
                                     const QuothStandoffItem *item,
                                     const char              *format,
                                     ...) G_GNUC_PRINTF (3, 4);
void     quoth_brat_reader_know_type (QuothBratReader        *self,
                                      const char             *type,
                                      QuothTypeKind           kind);
QuothAnnotation *quoth_brat_reader_make (QuothBratReader         *self,
                                         const QuothStandoffItem *item,
                                         const char              *type);
void     quoth_brat_reader_stand_for (QuothBratReader        *self,
                                      guint                   index,
                                      QuothAnnotation        *annotation);
QuothAnnotation *quoth_brat_reader_find (QuothBratReader         *self,
                                         const char              *id);
guint    quoth_brat_reader_index    (QuothBratReader         *self,
                                     const QuothStandoffItem *item);
/* Relations, attributes, references and notes, once annotations[] is filled. */
void     quoth_brat_reader_finish   (QuothBratReader         *self);
void     quoth_brat_reader_remarks  (QuothBratReader         *self);
void     quoth_brat_reader_relations (QuothBratReader        *self,
                                      gboolean                events);
/* @rest: a note behind "quoth"; FALSE when it is no comment on @annotation. */
gboolean quoth_brat_reader_comment  (QuothBratReader         *self,
                                     QuothAnnotation         *annotation,
                                     const char              *rest);
/* Once ids are known. */
void     quoth_brat_reader_add_comments (QuothBratReader     *self,
                                         QuothArticleData    *data);
/* Gives everything to the sink. */
gboolean quoth_brat_reader_deliver  (QuothBratReader         *self,
                                     const char              *name,
                                     const char              *id,
                                     GError                 **error);
gboolean quoth_brat_reader_load     (QuothBratReader         *self,
                                     const char              *text_path,
                                     const char *const       *paths,
                                     GError                 **error);

void     quoth_brat_append_conf     (QuothBratNames          *names,
                                     QuothScheme             *scheme,
                                     GHashTable              *wide,
                                     GString                 *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothBratNames, quoth_brat_names_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothBratReader, quoth_brat_reader_clear)

G_END_DECLS
