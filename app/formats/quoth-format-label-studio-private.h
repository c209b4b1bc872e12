/* quoth-format-label-studio-private.h - what the files of this format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-gather.h"
#include "quoth-json-scan.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"
#include "quoth-standoff.h"

G_BEGIN_DECLS

#define QUOTH_LABEL_STUDIO_TASKS  "labelstudio.json"
#define QUOTH_LABEL_STUDIO_CONFIG "labelstudio.xml"

/* The controls of our configuration; an attribute of such a name gets a prefix. */
#define QUOTH_LABEL_STUDIO_LABEL  "label"
#define QUOTH_LABEL_STUDIO_TEXT   "text"
#define QUOTH_LABEL_STUDIO_PREFIX "attribute:"
/* The relation that joins the parts of one annotation. */
#define QUOTH_LABEL_STUDIO_SAME   "same_span"

/* What the configuration beside the tasks says of its controls. */
typedef struct
{
  GHashTable *keys;  /* name of a <Text> → the member of data that it shows */
  GHashTable *kinds; /* name of another control → QuothAttributeKind + 1 */
  char       *first; /* nullable: name of the first <Text> */
} QuothLabelStudioConfig;

/* NULL when there is none that can be read. */
QuothLabelStudioConfig *quoth_label_studio_config_load  (const char             *path);
void                    quoth_label_studio_config_free  (QuothLabelStudioConfig *self);

/* The configuration of a scheme, and of what @used adds to it: "type X", "role X",
 * "value ATTRIBUTE\tX". */
void                    quoth_label_studio_config_write (QuothScheme            *scheme,
                                                         GHashTable             *used,
                                                         GString                *out);
/* The kind of result that holds an attribute: "choices", "textarea", "number", "datetime". */
const char             *quoth_label_studio_get_control  (QuothScheme            *scheme,
                                                         const char             *attribute);
char                   *quoth_label_studio_to_name      (const char             *attribute);
const char             *quoth_label_studio_from_name    (const char             *name);

#define QUOTH_LABEL_STUDIO_NOWHERE G_MAXUINT

/* A result; strings live as long as the task. */
typedef struct
{
  const char *id;
  const char *from_name;
  const char *to_name;
  const char *type;
  guint       start;      /* nowhere: not a region of plain text */
  guint       end;
  guint       global_start; /* of a region in a page: in its letters */
  guint       global_end;   /* not behind the start: not known */
  const char *covered;    /* nullable */
  GPtrArray  *labels;     /* nullable, of const char *: "labels" of the value */
  GPtrArray  *words;      /* nullable, of const char *: what else the value says */
  const char *note;       /* nullable */
  const char *entity;     /* nullable */
  const char *attributes; /* nullable: JSON */
  const char *from_id;    /* of relations */
  const char *to_id;
  const char *direction;
  GPtrArray  *relations;  /* nullable, of const char *: labels of the relation */
  guint       root;       /* the result whose annotation this region is part of */
  guint       next;       /* the region after it in that annotation; nowhere: the last */
  guint       last;       /* of a root: the last region */
} QuothLabelStudioResult;

/* The work of one annotator. */
typedef struct
{
  const char *who;       /* nullable */
  gint64      number;    /* of "completed_by"; 0: none */
  gboolean    cancelled;
  guint       first;
  guint       n;
} QuothLabelStudioSet;

typedef struct
{
  QuothGather             gather;
  QuothJsonScan           scan;
  QuothLabelStudioConfig *config;  /* nullable */
  char                   *stem;
  guint                   n_tasks;
  guint                   line;

  /* Of the task. */
  GStringChunk           *strings;
  GHashTable             *data;    /* name → JSON of its value */
  GArray                 *results; /* of QuothLabelStudioResult */
  GArray                 *sets;    /* of QuothLabelStudioSet */
} QuothLabelStudioReader;

/* One task into @self, which holds none. */
gboolean                quoth_label_studio_parse        (QuothLabelStudioReader  *self,
                                                         const char              *bytes,
                                                         gsize                    n_bytes,
                                                         GError                 **error);

/* The regions of all annotators count alike: their numbers become code points. */
gboolean                quoth_label_studio_resolve      (QuothLabelStudioReader  *self,
                                                         GError                 **error);
/* The annotations of a set; what is said of no region becomes attributes of @article. */
gboolean                quoth_label_studio_add_set      (QuothLabelStudioReader    *self,
                                                         const QuothLabelStudioSet *set,
                                                         const char                *layer,
                                                         QuothAnnotation           *article,
                                                         GError                   **error);

typedef struct
{
  QuothWriter  base;
  QuothOutput *tasks;
  GHashTable  *used;  /* of char*: what the configuration must declare */
  guint        n_tasks;
  guint        n_annotations;
} QuothLabelStudioWriter;

/* A task as it is written. */
typedef struct
{
  QuothLabelStudioWriter *writer;
  QuothArticleData       *data;
  QuothStandoffText      *text;
  GHashTable             *regions; /* annotation id → how many regions it has */
  GHashTable             *ids;     /* of char*: ids of annotations */
  QuothJsonWriter         json;
} QuothLabelStudioTask;

void                    quoth_label_studio_put_attributes (QuothJsonWriter       *json,
                                                           const char            *key,
                                                           QuothAttributes       *attributes);
/* The regions of an annotation with what is said of them; then, when all of the layer are
 * written, what joins them. */
void                    quoth_label_studio_put_annotation (QuothLabelStudioTask  *self,
                                                           QuothAnnotation       *annotation);
void                    quoth_label_studio_put_relations  (QuothLabelStudioTask  *self,
                                                           QuothAnnotation       *annotation);

gboolean                quoth_label_studio_start        (gpointer                 writer,
                                                         GError                 **error);
gboolean                quoth_label_studio_article      (gpointer                 writer,
                                                         QuothArticleData        *data,
                                                         GError                 **error);
gboolean                quoth_label_studio_end          (gpointer                 writer,
                                                         GError                 **error);
void                    quoth_label_studio_clear        (gpointer                 writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothLabelStudioConfig, quoth_label_studio_config_free)

G_END_DECLS
