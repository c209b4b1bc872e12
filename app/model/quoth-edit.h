/* quoth-edit.h - every gesture of an annotator as a command
 *
 * Pure functions: they look at a document and a registry and return the command
 * that a gesture means, or %NULL with an error when it makes no sense. Nothing
 * changes until the project commits the command. They keep the model whole: ids
 * and links survive every change of parts and type, links to what goes are taken
 * off in the same command, computed attributes are computed anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

/* Marks @span; a mention is linked to the only entity that fits; a claim gets its
 * computed attributes and, when it stands inside another, its parent link.
 * @out_id names the new annotation. With the same type and parts as an existing
 * annotation no second one is made: the command is empty and @out_id names it. */
QuothCommand *quoth_edit_mark           (QuothDocument   *document,
                                         QuothRegistry   *registry,
                                         const char      *type,
                                         const QuothSpan *parts,
                                         guint            n_parts,
                                         char           **out_id,
                                         GError         **error);
QuothCommand *quoth_edit_delete         (QuothDocument   *document,
                                         const char      *id,
                                         GError         **error);
QuothCommand *quoth_edit_retype         (QuothDocument   *document,
                                         const char      *id,
                                         const char      *type,
                                         GError         **error);
QuothCommand *quoth_edit_set_parts      (QuothDocument   *document,
                                         const char      *id,
                                         const QuothSpan *parts,
                                         guint            n_parts,
                                         GError         **error);
QuothCommand *quoth_edit_add_part       (QuothDocument   *document,
                                         const char      *id,
                                         QuothSpan        part,
                                         GError         **error);
QuothCommand *quoth_edit_remove_part    (QuothDocument   *document,
                                         const char      *id,
                                         guint            part,
                                         GError         **error);
/* Cuts an annotation in two at @offset (within a part, or between two). Links from
 * it go to both halves, links to it stay with the first. */
QuothCommand *quoth_edit_split          (QuothDocument   *document,
                                         const char      *id,
                                         guint            offset,
                                         char           **out_second_id,
                                         GError         **error);
/* Takes @other's parts, links and what links to it into @id. */
QuothCommand *quoth_edit_join           (QuothDocument   *document,
                                         const char      *id,
                                         const char      *other,
                                         GError         **error);
QuothCommand *quoth_edit_set_attribute  (QuothDocument   *document,
                                         const char      *id,
                                         const char      *name,
                                         const char      *json_value,
                                         GError         **error);
QuothCommand *quoth_edit_set_note       (QuothDocument   *document,
                                         const char      *id,
                                         const char      *note,
                                         GError         **error);
/* @to replaces what the role held, unless the role takes several; NULL clears. */
QuothCommand *quoth_edit_set_link       (QuothDocument   *document,
                                         const char      *id,
                                         const char      *role,
                                         const char      *to,
                                         GError         **error);
QuothCommand *quoth_edit_remove_link    (QuothDocument   *document,
                                         const char      *id,
                                         const char      *role,
                                         const char      *to,
                                         GError         **error);
/* Marks @span as the slot (cue, speaker …) of claim @id, reusing an annotation of
 * @type with the same parts; one command. */
QuothCommand *quoth_edit_fill_slot      (QuothDocument   *document,
                                         QuothRegistry   *registry,
                                         const char      *id,
                                         const char      *role,
                                         const char      *type,
                                         QuothSpan        span,
                                         const char      *entity,
                                         GError         **error);
/* "No source in text": sets the attribute no_speaker and takes the speakers off. */
QuothCommand *quoth_edit_set_no_speaker (QuothDocument   *document,
                                         const char      *id,
                                         gboolean         no_speaker,
                                         GError         **error);
/* Links a mention; teaches the entity the mention's words as an alias when they
 * hold a name. NULL unlinks. */
QuothCommand *quoth_edit_set_entity     (QuothDocument   *document,
                                         QuothRegistry   *registry,
                                         const char      *id,
                                         const char      *entity,
                                         GError         **error);
/* A new registry entry named after the mention, and the link to it. */
QuothCommand *quoth_edit_new_entity     (QuothDocument   *document,
                                         QuothRegistry   *registry,
                                         const char      *id,
                                         const char      *name,
                                         const char      *status,
                                         char           **out_entity,
                                         GError         **error);
/* Whether a mention that reads @words names somebody, and does not only describe them. */
gboolean      quoth_edit_is_name        (const char      *words,
                                         const char      *entity_kind);
/* The entity that a mention reading @words means without doubt. */
QuothEntity  *quoth_edit_find_meant     (QuothDocument   *document,
                                         QuothRegistry   *registry,
                                         const char      *words,
                                         const char      *entity_kind);
/* The words of a mention as a name is written: on one line, single blanks. */
char         *quoth_edit_dup_name       (QuothDocument   *document,
                                         QuothAnnotation *mention);
/* Lets @command take the alias @name from @entity, too. */
void          quoth_edit_forget_alias   (QuothCommand    *command,
                                         QuothEntity     *entity,
                                         const char      *name);
/* Every other whole-word occurrence of the mention's words that is not yet marked
 * with its type, to be shown before @quoth_edit_mark_occurrences does it. */
GArray       *quoth_edit_find_occurrences (QuothDocument *document,
                                           const char    *id);
QuothCommand *quoth_edit_mark_occurrences (QuothDocument *document,
                                           const char    *id,
                                           GArray        *spans,
                                           GError       **error);
QuothCommand *quoth_edit_set_article_tag (QuothDocument  *document,
                                          const char     *name,
                                          const char     *json_value,
                                          GError        **error);

G_END_DECLS
