/* quoth-annotate-keys.c - from a key press to a gesture
 *
 * The order decides: a digit chooses, then the keymap's own keys, then the values of
 * attributes and roles while an annotation is active, then the scheme's types. With Shift a
 * type's key gives the active annotation that type, if it is a letter: whether a sign takes
 * Shift is the layout's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-keys"

#include "config.h"

#include "quoth-annotate-keys.h"

#include <glib/gi18n.h>

#include "quoth-words.h"

/* A selection that ends within words takes them whole. A mention leaves a possessive ’s
 * outside; what was said keeps it. */
static gboolean
snap (QuothText       *text,
      const QuothType *type,
      QuothSpan       *span)
{
  QuothSpan trimmed;
  QuothSpan snapped;

  if (!quoth_words_trim (text, *span, &trimmed) || !quoth_words_snap (text, trimmed, &snapped))
    return FALSE;
  if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION)
    {
      snapped.start = MIN (snapped.start, trimmed.start);
      snapped.end = MAX (snapped.end, trimmed.end);
    }
  *span = snapped;
  return TRUE;
}

/**
 * quoth_annotate_keys_get_target:
 * @workspace: a workspace with a document
 * @view: its article view
 * @type: (nullable): what shall be marked
 * @exact: take the selection as it is but for blanks around it
 * @out_span: (out): code points
 *
 * The selection, widened to words; without one, a claim takes the quotation or sentence
 * at the cursor, anything else the word.
 *
 * Returns: whether there is something to mark
 */
gboolean
quoth_annotate_keys_get_target (QuothWorkspace   *workspace,
                                QuothArticleView *view,
                                const QuothType  *type,
                                gboolean          exact,
                                QuothSpan        *out_span)
{
  QuothDocument *document = quoth_workspace_get_document (workspace);
  QuothText *text;
  const QuothQuote *quote;
  guint caret;

  if (document == NULL)
    return FALSE;
  text = quoth_document_get_text (document);
  if (quoth_article_view_get_selection (view, out_span))
    return exact ? quoth_words_trim (text, *out_span, out_span) : snap (text, type, out_span);
  caret = quoth_article_view_get_caret (view);
  if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
    {
      quote = quoth_quotes_at (quoth_document_get_quotes (document), caret);
      *out_span = quote != NULL ? quote->outer : quoth_sentence_at (text, caret);
      return out_span->start < out_span->end;
    }
  return quoth_words_at (text, caret, out_span);
}

/**
 * quoth_annotate_keys_say:
 * @view: the article view that a key was pressed in
 * @words: why the key did nothing, or what to do first
 *
 * A bell alone is heard by few, and what a key did not do is not seen.
 */
void
quoth_annotate_keys_say (QuothArticleView *view,
                         const char       *words)
{
  gtk_widget_error_bell (GTK_WIDGET (view));
  gtk_widget_activate_action (GTK_WIDGET (view), "win.say", "s", words);
}

gboolean
quoth_annotate_keys_mark (QuothWorkspace   *workspace,
                          QuothArticleView *view,
                          const char       *type_id,
                          gboolean          exact)
{
  QuothDocument *document = quoth_workspace_get_document (workspace);
  const QuothType *type;
  QuothSpan span;

  if (document == NULL)
    return FALSE;
  type = quoth_scheme_lookup_type (quoth_document_get_scheme (document), type_id);
  if (type == NULL || !quoth_annotate_keys_get_target (workspace, view, type, exact, &span))
    {
      quoth_annotate_keys_say (view, _("There is no word to mark at the cursor"));
      return FALSE;
    }
  if (!quoth_workspace_mark (workspace, type_id, span))
    return FALSE;
  quoth_article_view_set_caret (view, span.end);
  return TRUE;
}

/**
 * quoth_annotate_keys_choose:
 * @workspace: a workspace with an active annotation
 * @view: its article view
 * @n: 1 to 9
 * @add: whether a claim keeps the speakers it has
 *
 * Takes what has the number @n, and says so when nothing has it.
 */
void
quoth_annotate_keys_choose (QuothWorkspace   *workspace,
                            QuothArticleView *view,
                            guint             n,
                            gboolean          add)
{
  guint n_failed = quoth_workspace_get_n_failed (workspace);

  if (!quoth_workspace_choose (workspace, n, add)
      && quoth_workspace_get_n_failed (workspace) == n_failed)
    quoth_annotate_keys_say (view, _("Nothing has this number here"));
}

/**
 * quoth_annotate_keys_set_role:
 * @workspace: a workspace with an active annotation
 * @view: its article view
 * @role: a role that the active annotation may have
 *
 * The selected words, widened to what the role leads to, fill @role; says so when there are
 * none.
 */
void
quoth_annotate_keys_set_role (QuothWorkspace   *workspace,
                              QuothArticleView *view,
                              const QuothRole  *role)
{
  QuothScheme *scheme = quoth_document_get_scheme (quoth_workspace_get_document (workspace));
  guint n_failed = quoth_workspace_get_n_failed (workspace);
  gboolean typed = role->to != NULL && role->to[0] != NULL;
  QuothSpan span;

  if ((!quoth_article_view_get_selection (view, &span)
       || !quoth_annotate_keys_get_target (
         workspace, view, typed ? quoth_scheme_lookup_type (scheme, role->to[0]) : NULL, FALSE,
         &span)
       || !quoth_workspace_set_role (workspace, role->id, span))
      && quoth_workspace_get_n_failed (workspace) == n_failed)
    quoth_annotate_keys_say (view, _("First select the words to link to"));
}

static gboolean
key_is (const char *key,
        guint       keyval)
{
  return key != NULL && *key != '\0'
         && g_unichar_tolower (g_utf8_get_char (key))
              == gdk_keyval_to_unicode (gdk_keyval_to_lower (keyval));
}

static char *
string_to_json (const char *value)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_string (NULL, "v", value);

  return g_strdup (quoth_attributes_lookup (one, "v"));
}

/* The value that the attribute's own key gives: the one after the present value. */
static const char *
get_next_value (const QuothAttribute *attribute,
                QuothAnnotation      *annotation)
{
  g_autofree char *now = quoth_attributes_dup_string (annotation->attributes, attribute->id);
  const char *from = now != NULL ? now : attribute->initial;

  for (guint i = 0; i < attribute->values->len; i++)
    {
      QuothValue *value = attribute->values->pdata[i];

      if (g_strcmp0 (value->id, from) == 0)
        return i + 1 < attribute->values->len
                 ? ((QuothValue *) attribute->values->pdata[i + 1])->id : NULL;
    }
  return attribute->values->len > 0 ? ((QuothValue *) attribute->values->pdata[0])->id : NULL;
}

static void
set_value (QuothWorkspace *workspace,
           const char     *attribute,
           const char     *value)
{
  g_autofree char *json = value != NULL ? string_to_json (value) : NULL;

  quoth_workspace_set_attribute (workspace, attribute, json);
}

/* Of a multiple choice, a key puts its value in or takes it out. */
static void
toggle_value (QuothWorkspace  *workspace,
              const char      *attribute,
              const char      *value,
              QuothAnnotation *annotation)
{
  g_auto (GStrv) now = quoth_attributes_dup_strv (annotation->attributes, attribute);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (QuothAttributes) one = NULL;
  gboolean there = FALSE;

  for (guint i = 0; now != NULL && now[i] != NULL; i++)
    if (g_str_equal (now[i], value))
      there = TRUE;
    else
      g_ptr_array_add (chosen, now[i]);
  if (!there)
    g_ptr_array_add (chosen, (gpointer) value);
  if (chosen->len > 0)
    {
      g_ptr_array_add (chosen, NULL);
      one = quoth_attributes_with_strv (NULL, "v", (const char *const *) chosen->pdata);
    }
  quoth_workspace_set_attribute (workspace, attribute, quoth_attributes_lookup (one, "v"));
}

static gboolean
press_attribute (QuothWorkspace *workspace,
                 guint           keyval)
{
  QuothAnnotation *active = quoth_workspace_get_active (workspace);
  QuothScheme *scheme;

  if (active == NULL)
    return FALSE;
  scheme = quoth_document_get_scheme (quoth_workspace_get_document (workspace));
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      if (attribute->hidden || !quoth_attribute_applies (attribute, active->type))
        continue;
      for (guint v = 0; v < attribute->values->len; v++)
        {
          QuothValue *value = attribute->values->pdata[v];

          if (!key_is (value->key, keyval))
            continue;
          if (attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
            toggle_value (workspace, attribute->id, value->id, active);
          else
            set_value (workspace, attribute->id, value->id);
          return TRUE;
        }
      if (!key_is (attribute->key, keyval))
        continue;
      if (attribute->kind == QUOTH_ATTRIBUTE_FLAG)
        {
          gboolean now = quoth_attributes_get_boolean (active->attributes, attribute->id);

          quoth_workspace_set_attribute (workspace, attribute->id, now ? NULL : "true");
        }
      else if (attribute->kind == QUOTH_ATTRIBUTE_SINGLE)
        set_value (workspace, attribute->id, get_next_value (attribute, active));
      else
        continue;
      return TRUE;
    }
  return FALSE;
}

/* The selected words fill a role of the active annotation, such as whom a claim is told. */
static gboolean
press_role (QuothWorkspace   *workspace,
            QuothArticleView *view,
            guint             keyval)
{
  QuothAnnotation *active = quoth_workspace_get_active (workspace);
  QuothScheme *scheme = quoth_document_get_scheme (quoth_workspace_get_document (workspace));

  for (guint i = 0; active != NULL && i < quoth_scheme_get_n_roles (scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (scheme, i);

      if (!key_is (role->key, keyval)
          || (role->from != NULL && role->from[0] != NULL
              && !g_strv_contains ((const char *const *) role->from, active->type)))
        continue;
      quoth_annotate_keys_set_role (workspace, view, role);
      return TRUE;
    }
  return FALSE;
}

static gboolean
press_type (QuothWorkspace   *workspace,
            QuothArticleView *view,
            guint             keyval,
            GdkModifierType   state)
{
  QuothScheme *scheme = quoth_document_get_scheme (quoth_workspace_get_document (workspace));

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (!key_is (type->key, keyval))
        continue;
      if (state & GDK_SHIFT_MASK)
        gtk_widget_activate_action (GTK_WIDGET (view), "annotate.retype", "s", type->id);
      else
        quoth_annotate_keys_mark (workspace, view, type->id, (state & GDK_ALT_MASK) != 0);
      return TRUE;
    }
  return FALSE;
}

/* Else Escape is for whatever else it may stop. */
static gboolean
can_step_back (QuothWorkspace   *workspace,
               QuothArticleView *view)
{
  QuothSpan selection;

  return quoth_workspace_get_occurrences (workspace) != NULL
         || quoth_workspace_get_active (workspace) != NULL
         || quoth_workspace_get_sticky (workspace) != NULL
         || quoth_article_view_get_selection (view, &selection);
}

/**
 * quoth_annotate_keys_press:
 * @workspace: a workspace
 * @view: its article view
 * @keymap: which key does what
 * @actions: the group "annotate"
 * @keyval: the Latin key value
 * @state: the modifiers that count
 *
 * Returns: whether the key meant something here
 */
gboolean
quoth_annotate_keys_press (QuothWorkspace   *workspace,
                           QuothArticleView *view,
                           QuothKeymap      *keymap,
                           GActionGroup     *actions,
                           guint             keyval,
                           GdkModifierType   state)
{
  const char *action;

  if (quoth_workspace_get_document (workspace) == NULL)
    return FALSE;
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    keyval = GDK_KEY_0 + (keyval - GDK_KEY_KP_0);
  /* Alt and a digit turn the pages of the window: Ctrl adds a speaker to those there are.
   * Shift is only held where the layout gives no digit without. */
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9
      && (state & ~(GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0
      && quoth_workspace_get_active (workspace) != NULL)
    {
      quoth_annotate_keys_choose (workspace, view, keyval - GDK_KEY_0,
                                  (state & GDK_CONTROL_MASK) != 0);
      return TRUE;
    }
  action = quoth_keymap_lookup (keymap, keyval == GDK_KEY_KP_Enter ? GDK_KEY_Return : keyval,
                                state);
  if (action != NULL && g_str_has_prefix (action, "annotate."))
    {
      const char *name = action + strlen ("annotate.");

      if (!g_action_group_has_action (actions, name)
          || (g_str_equal (name, "cancel") && !can_step_back (workspace, view)))
        return FALSE;
      g_action_group_activate_action (actions, name, NULL);
      return TRUE;
    }
  if (gdk_keyval_to_upper (keyval) == gdk_keyval_to_lower (keyval))
    state &= ~GDK_SHIFT_MASK;
  if (state == 0
      && (press_attribute (workspace, keyval) || press_role (workspace, view, keyval)))
    return TRUE;
  /* Alt takes the selection letter by letter. */
  if (state == GDK_SHIFT_MASK || (state & ~GDK_ALT_MASK) == 0)
    return press_type (workspace, view, keyval, state);
  return FALSE;
}
