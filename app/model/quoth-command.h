/* quoth-command.h - one gesture: a set of changes that happen together
 *
 * A change replaces one record: `before` is %NULL for a new one, `after` %NULL for
 * one that goes. A command is committed by the project in one transaction and one
 * journal entry, and only then applied to open documents and the registry. Its
 * inverse swaps every pair, in reverse order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"
#include "quoth-article.h"
#include "quoth-entity.h"
#include "quoth-scheme.h"
#include "quoth-setting.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_RECORD_ANNOTATION, /* QuothAnnotation; `article` names its article */
  QUOTH_RECORD_ENTITY,     /* QuothEntity */
  QUOTH_RECORD_ARTICLE,    /* QuothArticle: its name, language, metadata, tags, removed */
  QUOTH_RECORD_LAYER,      /* QuothLayer; `article` names its article */
  QUOTH_RECORD_SCHEME,     /* QuothScheme */
  QUOTH_RECORD_SETTING     /* QuothSetting */
} QuothRecordKind;

typedef struct
{
  QuothRecordKind  kind;
  char            *article; /* nullable: id */
  gpointer         before;  /* owned reference, nullable */
  gpointer         after;   /* owned reference, nullable */
} QuothChange;

const char        *quoth_change_get_id          (const QuothChange *self);

typedef struct _QuothCommand QuothCommand;

#define QUOTH_TYPE_COMMAND (quoth_command_get_type ())

GType              quoth_command_get_type       (void);

QuothCommand      *quoth_command_new            (const char       *verb);
QuothCommand      *quoth_command_ref            (QuothCommand     *self);
void               quoth_command_unref          (QuothCommand     *self);
const char        *quoth_command_get_verb       (QuothCommand     *self);
gboolean           quoth_command_is_empty       (QuothCommand     *self);
guint              quoth_command_get_n_changes  (QuothCommand     *self);
const QuothChange *quoth_command_get_change     (QuothCommand     *self,
                                                 guint             index);
void               quoth_command_add_annotation (QuothCommand     *self,
                                                 const char       *article,
                                                 QuothAnnotation  *before,
                                                 QuothAnnotation  *after);
void               quoth_command_add_entity     (QuothCommand     *self,
                                                 QuothEntity      *before,
                                                 QuothEntity      *after);
void               quoth_command_add_article    (QuothCommand     *self,
                                                 QuothArticle     *before,
                                                 QuothArticle     *after);
void               quoth_command_add_layer      (QuothCommand     *self,
                                                 const char       *article,
                                                 const QuothLayer *before,
                                                 const QuothLayer *after);
void               quoth_command_add_scheme     (QuothCommand     *self,
                                                 QuothScheme      *before,
                                                 QuothScheme      *after);
void               quoth_command_add_setting    (QuothCommand     *self,
                                                 const QuothSetting *before,
                                                 const QuothSetting *after);
void               quoth_command_append         (QuothCommand     *self,
                                                 QuothCommand     *other);
QuothCommand      *quoth_command_invert         (QuothCommand     *self);
char              *quoth_command_changes_to_json (QuothCommand    *self);
QuothCommand      *quoth_command_new_from_json  (const char       *verb,
                                                 const char       *changes,
                                                 gssize            length,
                                                 GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCommand, quoth_command_unref)

G_END_DECLS
