/* quoth-entity.h - an entry of the project's registry, immutable
 *
 * A person (named or not) or another source. Changed as annotations are: copy,
 * alter, put both into a command. A merged entity stays and names its heir, so
 * that undo and foreign packages can still find it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The kind whose names end in a surname. */
#define QUOTH_ENTITY_KIND_PERSON "person"

typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  char            *kind;     /* GRefString: "person", "organisation", "state", "group", "document", … */
  char            *name;     /* never empty */
  char           **aliases;  /* strv, sorted, without @name; never NULL */
  char            *status;   /* GRefString: "named" or "unnamed" */
  char            *wikidata; /* nullable: "Q…" */
  char            *note;     /* nullable */
  char            *merged_into; /* nullable: id of the heir */
} QuothEntity;

#define QUOTH_TYPE_ENTITY (quoth_entity_get_type ())

GType        quoth_entity_get_type      (void);

QuothEntity *quoth_entity_new           (const char         *kind,
                                         const char         *name);
QuothEntity *quoth_entity_copy          (QuothEntity        *self);
QuothEntity *quoth_entity_ref           (QuothEntity        *self);
void         quoth_entity_unref         (QuothEntity        *self);
gboolean     quoth_entity_equal         (QuothEntity        *a,
                                         QuothEntity        *b);

void         quoth_entity_set_id        (QuothEntity        *self,
                                         const char         *id);
void         quoth_entity_set_kind      (QuothEntity        *self,
                                         const char         *kind);
void         quoth_entity_set_name      (QuothEntity        *self,
                                         const char         *name);
void         quoth_entity_set_aliases   (QuothEntity        *self,
                                         const char *const  *aliases);
gboolean     quoth_entity_add_alias     (QuothEntity        *self,
                                         const char         *alias);
gboolean     quoth_entity_remove_alias  (QuothEntity        *self,
                                         const char         *alias);
void         quoth_entity_set_status    (QuothEntity        *self,
                                         const char         *status);
void         quoth_entity_set_wikidata  (QuothEntity        *self,
                                         const char         *wikidata);
void         quoth_entity_set_note      (QuothEntity        *self,
                                         const char         *note);
void         quoth_entity_set_merged_into (QuothEntity      *self,
                                           const char       *heir);

void         quoth_entity_append_json   (QuothEntity        *self,
                                         GString            *out);
QuothEntity *quoth_entity_new_from_json (const char         *json,
                                         gssize              length,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothEntity, quoth_entity_unref)

G_END_DECLS
