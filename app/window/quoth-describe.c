/* quoth-describe.c - sentences about annotations and gestures, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-describe"

#include "config.h"

#include "quoth-describe.h"

#include <glib/gi18n.h>

#include "quoth-edit.h"
#include "quoth-project.h"

#define MAX_WORDS 90

static char *
dup_short_words (QuothDocument   *document,
                 QuothAnnotation *annotation)
{
  g_autofree char *words = quoth_annotation_dup_text (annotation,
                                                      quoth_document_get_text (document), " … ");
  char *cut;

  g_strdelimit (words, "\r\n\t", ' ');
  if (g_utf8_strlen (words, -1) <= MAX_WORDS)
    return g_steal_pointer (&words);
  cut = g_utf8_offset_to_pointer (words, MAX_WORDS);
  *cut = '\0';
  return g_strconcat (words, "…", NULL);
}

static char *
dup_name (QuothDocument   *document,
          QuothRegistry   *registry,
          QuothAnnotation *mention)
{
  QuothEntity *entity =
    mention->entity != NULL ? quoth_registry_resolve (registry, mention->entity) : NULL;

  return entity != NULL ? g_strdup (entity->name) : dup_short_words (document, mention);
}

/**
 * quoth_describe_speakers:
 * @document: a document
 * @registry: the project's registry
 * @claim: a claim
 *
 * Returns: (transfer full): who said it, several joined by commas; "" when that is open
 */
char *
quoth_describe_speakers (QuothDocument   *document,
                         QuothRegistry   *registry,
                         QuothAnnotation *claim)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *mention = quoth_document_lookup (document, claim->links[i].to);
      g_autofree char *name = NULL;

      if (mention == NULL || !g_str_equal (claim->links[i].role, "speaker"))
        continue;
      name = dup_name (document, registry, mention);
      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, name);
    }
  if (names->len == 0 && quoth_attributes_get_boolean (claim->attributes, "no_speaker"))
    g_string_append (names, _("no source"));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
quoth_describe_annotation (QuothDocument   *document,
                           QuothRegistry   *registry,
                           QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (document, annotation);
  g_autofree char *words = dup_short_words (document, annotation);
  g_autofree char *who = NULL;
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *head =
    g_markup_printf_escaped ("<span foreground=\"%s\">●</span> <b>%s</b>  %s",
                             type != NULL && type->color != NULL ? type->color : "#77767b",
                             type != NULL ? type->name : annotation->type, words);

  g_string_append (markup, head);
  if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
    who = quoth_describe_speakers (document, registry, annotation);
  else if (annotation->entity != NULL)
    {
      who = dup_name (document, registry, annotation);
      if (g_str_equal (who, words))
        g_clear_pointer (&who, g_free);
    }
  if (who != NULL && *who != '\0')
    {
      g_autofree char *escaped = g_markup_printf_escaped (" — <i>%s</i>", who);

      g_string_append (markup, escaped);
    }
  if (annotation->n_parts > 1)
    {
      g_string_append (markup, "  ");
      g_string_append_printf (markup, ngettext ("(%u part)", "(%u parts)", annotation->n_parts),
                              annotation->n_parts);
    }
  if (quoth_document_is_open_task (document, annotation))
    {
      /* Translators: something about this annotation is still to be said */
      g_string_append_printf (markup, "  <small>○ %s</small>", _("open"));
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* Documented in the header. */
char *
quoth_describe_words (const char *type,
                      const char *words)
{
  gunichar first = g_utf8_get_char (words);
  GUnicodeType kind = g_unichar_type (first);

  if (first == '"' || first == 0x201e || kind == G_UNICODE_INITIAL_PUNCTUATION
      || kind == G_UNICODE_FINAL_PUNCTUATION)
    return g_strdup_printf (_("%s: %s"), type, words);
  /* Translators: the name of a type, such as “Person”, and the words that are marked with it */
  return g_strdup_printf (_("%s “%s”"), type, words);
}

/**
 * quoth_describe_verb:
 * @verb: of a command
 * @n: how many records it was about
 *
 * Returns: (transfer full): what was done
 */
char *
quoth_describe_verb (const char *verb,
                     int         n)
{
  static const struct
  {
    const char *verb;
    const char *text;
  } texts[] = {
    { "mark", N_("Annotation added") },
    { "annotate", N_("Annotation added") },
    { "delete", N_("Annotation removed") },
    { "retype", N_("Type changed") },
    { "set-parts", N_("Boundaries changed") },
    { "add-part", N_("Fragment added") },
    { "remove-part", N_("Fragment removed") },
    { "split", N_("Annotation split") },
    { "join", N_("Annotations joined") },
    { "set-attribute", N_("Attribute changed") },
    { "set-note", N_("Note changed") },
    { "set-link", N_("Link changed") },
    { "remove-link", N_("Link removed") },
    { "speaker", N_("Speaker set") },
    { "cue", N_("Cue set") },
    { "set-no-speaker", N_("Source changed") },
    { "set-entity", N_("Linked") },
    { "new-entity", N_("Entry added") },
    { "entity", N_("Entry changed") },
    { "merge-entities", N_("Entries merged") },
    { "split-entity", N_("Entry split") },
    { "keep-apart", N_("Entries kept apart") },
    { "change-scheme", N_("Scheme changed") },
    { "import", N_("Articles added") },
    { "set-guidelines", N_("Guidelines changed") },
    { "assign", N_("Articles assigned") },
    { "take-package", N_("Package merged") },
    { "settle-conflict", N_("Conflict settled") },
    { "remove-articles", N_("Articles removed") },
    { "set-article-tag", N_("Article changed") },
    { "review", N_("Disagreement settled") },
    { "review-alike", N_("Disagreements settled") },
    { "review-finish", N_("Agreed annotations taken into gold") },
    { "accept-finding", N_("Right as it is") },
    { "correct-text", N_("Text corrected") },
    { "place-lost", N_("Annotation placed anew") },
    { "drop-lost", N_("Lost annotation dropped") },
    { "comment", N_("Comment added") },
    { "edit-comment", N_("Comment changed") },
    { "resolve-comment", N_("Comment resolved") },
    { "reopen-comment", N_("Comment open again") },
    { "remove-comment", N_("Comment removed") },
    { "no-occurrences", N_("No other occurrence") },
  };

  if (g_str_equal (verb, "occurrences") || g_str_equal (verb, "mark-occurrences"))
    return g_strdup_printf (ngettext ("%d occurrence marked", "%d occurrences marked", n), n);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].verb, verb))
      return g_strdup (_(texts[i].text));
  return g_strdup (_("Changed"));
}

/**
 * quoth_describe_step:
 * @verb: of the command that was taken back or made again
 * @n: how many records it was about
 * @type: (nullable): the name of the type of what came or went with it
 * @redo: whether it was made again
 *
 * Returns: (transfer full): what undo or redo did
 */
char *
quoth_describe_step (const char *verb,
                     int         n,
                     const char *type,
                     gboolean    redo)
{
  g_autofree char *done = quoth_describe_verb (verb, n);
  g_autofree char *what = NULL;

  if (type != NULL)
    /* Translators: what was done, such as "Annotation added", then to what: "Claim" */
    what = g_strdup_printf (_("%s: %s"), done, type);
  if (redo)
    /* Translators: made again; %s is what was done, such as "Annotation added: Claim" */
    return g_strdup_printf (_("Redone: %s"), what != NULL ? what : done);
  /* Translators: taken back; %s is what had been done, such as "Annotation added: Claim" */
  return g_strdup_printf (_("Undone: %s"), what != NULL ? what : done);
}

/**
 * quoth_describe_error:
 * @error: what went wrong
 *
 * Returns: (transfer full): a sentence that says what to do next
 */
char *
quoth_describe_error (const GError *error)
{
  if (error->domain == QUOTH_PROJECT_ERROR)
    switch ((QuothProjectError) error->code)
      {
      case QUOTH_PROJECT_ERROR_NOT_PROJECT:
        return g_strdup (_("This is not a Quoth project."));
      case QUOTH_PROJECT_ERROR_NEWER:
        return g_strdup (_("A newer Quoth wrote this project. It can only be read here."));
      case QUOTH_PROJECT_ERROR_DAMAGED:
        return g_strdup (_("The project file is damaged. Recover it from the main menu."));
      case QUOTH_PROJECT_ERROR_READ_ONLY:
        return g_strdup (_("The project cannot be changed: the file or its folder is read-only."));
      case QUOTH_PROJECT_ERROR_BUSY:
        return g_strdup (_("Another program is writing to the project. Try again."));
      case QUOTH_PROJECT_ERROR_FULL:
        return g_strdup (_("The disk is full. Nothing was changed; free some space."));
      case QUOTH_PROJECT_ERROR_STALE:
        return g_strdup (_("Somebody else changed this meanwhile. Their version is shown now."));
      case QUOTH_PROJECT_ERROR_EXISTS:
        return g_strdup (_("There is a file of that name already. Choose another name."));
      case QUOTH_PROJECT_ERROR_MISSING:
        return g_strdup (_("It is no longer in the project."));
      case QUOTH_PROJECT_ERROR_FAILED:
      default:
        break;
      }
  /* Every job takes back what it began. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Stopped. Nothing was changed."));
  /* Translators: %s is a short technical reason in English */
  return g_strdup_printf (_("That did not work: %s"), error->message);
}

static const char *
fetch_sentence (const GError *error)
{
  if (error->domain == G_TLS_ERROR)
    return _("The site cannot prove that it is the one it says. If the clock of this computer is"
             " right, try again later.");
  if (error->domain != G_IO_ERROR)
    return NULL;
  switch (error->code)
    {
    case G_IO_ERROR_INVALID_ARGUMENT:
      return _("This is no web address. Write it as in a browser, beginning with https://.");
    case G_IO_ERROR_NOT_SUPPORTED:
      return _("This is no page of text. Save the article as a text file and add that.");
    case G_IO_ERROR_NOT_FOUND:
      return _("There is no such page. Look for mistakes in the address.");
    case G_IO_ERROR_PERMISSION_DENIED:
      return _("The site does not hand out this page. Open it in a browser, copy the text, and"
               " paste it here.");
    case G_IO_ERROR_TOO_MANY_LINKS:
      return _("The page only leads from one address to the next. Open it in a browser and copy the"
               " address it ends at.");
    case G_IO_ERROR_HOST_NOT_FOUND:
      return _("There is no such server. Check the address, and that this computer is online.");
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      return _("The server cannot be reached. Check the connection, or try again later.");
    case G_IO_ERROR_TIMED_OUT:
      return _("The server took too long. Try again later.");
    case G_IO_ERROR_MESSAGE_TOO_LARGE:
      return _("The page is too large. Save the article as a text file and add that.");
    case G_IO_ERROR_INVALID_DATA:
      return _("No article was found on this page. Open it in a browser, copy the text, and paste"
               " it here.");
    default:
      return _("The page could not be fetched. Try again later.");
    }
}

/**
 * quoth_describe_fetch_error:
 * @error: why quoth_web_fetch_finish() gave nothing
 *
 * Returns: (transfer full): sentences that say what to do next
 */
char *
quoth_describe_fetch_error (const GError *error)
{
  const char *sentence;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Stopped before it was there."));
  sentence = fetch_sentence (error);
  if (sentence == NULL)
    sentence = _("The page could not be read. Save the article as a text file and add that.");
  /* Translators: a sentence, then a short technical reason in English */
  return g_strdup_printf (_("%s (%s)"), sentence, error->message);
}

static const QuothType *
find_first_type (QuothScheme   *scheme,
                 QuothTypeKind  kind)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == kind && !type->hidden && type->key != NULL && *type->key != '\0')
        return type;
    }
  return NULL;
}

/**
 * quoth_describe_first_keys:
 * @scheme: what can be marked
 * @keymap: which key does what
 *
 * Returns: (transfer full): how to mark the first things in an article by keys
 */
char *
quoth_describe_first_keys (QuothScheme *scheme,
                           QuothKeymap *keymap)
{
  const QuothType *mention = find_first_type (scheme, QUOTH_TYPE_KIND_MENTION);
  const QuothType *claim = find_first_type (scheme, QUOTH_TYPE_KIND_CLAIM);
  g_autofree char *name = quoth_keymap_dup_label (keymap, "annotate.next-name");
  g_autofree char *quote = quoth_keymap_dup_label (keymap, "annotate.next-quote");
  GString *text = g_string_new (NULL);

  if (mention != NULL && *name != '\0')
    {
      g_autofree char *key = g_utf8_strup (mention->key, -1);

      /* Translators: two keys, then what the second one marks, such as "Person" */
      g_string_append_printf (text, _("Press %s for the next name and %s to mark it as “%s”."),
                              name, key, mention->name);
    }
  if (claim != NULL && *quote != '\0')
    {
      g_autofree char *key = g_utf8_strup (claim->key, -1);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      /* Translators: two keys, then what the second one marks, such as "Claim" */
      g_string_append_printf (text, _("Press %s for the next quotation and %s to mark it as “%s”."),
                              quote, key, claim->name);
    }
  if (text->len == 0)
    g_string_append (text, _("Select words, then choose a type below the text."));
  return g_string_free (text, FALSE);
}
