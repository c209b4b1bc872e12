/* test-scheme-migrate.c - annotations under a new scheme, differences of schemes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-scheme-migrate.h"

#include <string.h>

#define TYPE(id) ((QuothSchemePlace){ QUOTH_SCHEME_TYPES, (id) })
#define ATTRIBUTE(id) ((QuothSchemePlace){ QUOTH_SCHEME_ATTRIBUTES, (id) })
#define ROLE(id) ((QuothSchemePlace){ QUOTH_SCHEME_ROLES, (id) })
#define VALUE(id, value) ((QuothSchemePlace){ QUOTH_SCHEME_ATTRIBUTES, (id), (value) })

/* An article with a person "p" that is known and has a form, and a claim "c" of it with
 * attributes, links and a tag on the whole. */
typedef struct
{
  QuothScheme    *scheme;
  QuothArticle   *article;
  GPtrArray      *annotations;
  QuothCommand   *command;
  QuothUseCounts  counts;
} Fixture;

static QuothAnnotation *
add (Fixture    *fixture,
     const char *id,
     const char *type,
     const char *attributes)
{
  const QuothSpan span = { 0, 4 };
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", &span, 1);

  quoth_annotation_set_id (annotation, id);
  quoth_annotation_take_attributes (annotation,
                                    quoth_attributes_new_from_json (attributes, -1, NULL));
  g_ptr_array_add (fixture->annotations, annotation);
  return annotation;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (QuothText) text = quoth_text_new ("They went.", -1, NULL);
  QuothAnnotation *claim;

  fixture->scheme = quoth_scheme_new_default ();
  fixture->article = quoth_article_new ("a", text);
  quoth_article_take_tags (fixture->article,
                           quoth_attributes_new_from_json (
                             "{\"genre\":\"news\",\"topics\":[\"sea\",\"port\"]}", -1, NULL));
  fixture->annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  fixture->command = quoth_command_new ("change-scheme");
  quoth_annotation_set_entity (add (fixture, "p", "person", "{\"form\":\"name\"}"), "e1");
  claim = add (fixture, "c", "claim",
               "{\"quote_type\":\"direct\",\"stance\":\"favour\",\"x-corpus\":7}");
  quoth_annotation_add_link (claim, "speaker", "p", NULL);
  quoth_annotation_add_link (claim, "repeats", "d", NULL);
  add (fixture, "d", "claim", "{\"stance\":\"against\"}");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  quoth_scheme_unref (fixture->scheme);
  quoth_article_unref (fixture->article);
  g_ptr_array_unref (fixture->annotations);
  quoth_command_unref (fixture->command);
}

static void
migrate (Fixture               *fixture,
         QuothScheme           *after,
         const QuothSchemeFate *fate)
{
  quoth_command_unref (fixture->command);
  fixture->command = quoth_command_new ("change-scheme");
  fixture->counts = (QuothUseCounts){ 0 };
  quoth_scheme_migrate_article (fixture->scheme, after, fate, 1, fixture->article,
                                fixture->annotations, fixture->command, &fixture->counts);
}

static const QuothChange *
find_change (Fixture    *fixture,
             const char *id)
{
  for (guint i = 0; i < quoth_command_get_n_changes (fixture->command); i++)
    {
      const QuothChange *change = quoth_command_get_change (fixture->command, i);

      if (change->kind == QUOTH_RECORD_ANNOTATION
          && strcmp (((QuothAnnotation *) change->before)->id, id) == 0)
        return change;
    }
  return NULL;
}

static QuothAnnotation *
get_after (Fixture    *fixture,
           const char *id)
{
  const QuothChange *change = find_change (fixture, id);

  g_assert_nonnull (change);
  g_assert_nonnull (change->after);
  return change->after;
}

static void
assert_counts (Fixture *fixture,
               guint    n_annotations,
               guint    n_articles)
{
  g_assert_cmpuint (fixture->counts.n_annotations, ==, n_annotations);
  g_assert_cmpuint (fixture->counts.n_articles, ==, n_articles);
}

static void
test_delete_type (Fixture       *fixture,
                  gconstpointer  data)
{
  QuothSchemePlace person = TYPE ("person");
  g_autoptr (QuothScheme) after = quoth_scheme_without (fixture->scheme, &person, NULL);
  const QuothSchemeFate fate = { person, QUOTH_FATE_DELETE };

  migrate (fixture, after, &fate);
  assert_counts (fixture, 1, 1);
  g_assert_cmpuint (quoth_command_get_n_changes (fixture->command), ==, 2);
  g_assert_null (find_change (fixture, "p")->after);
  g_assert_null (quoth_annotation_get_link (get_after (fixture, "c"), "speaker"));
  g_assert_nonnull (quoth_annotation_get_link (get_after (fixture, "c"), "repeats"));
}

/* To a type of the same kind that takes its attributes and roles: nothing is lost. */
static void
test_move_to_heir (Fixture       *fixture,
                   gconstpointer  data)
{
  QuothSchemePlace person = TYPE ("person");
  g_autoptr (QuothScheme) after = quoth_scheme_without (fixture->scheme, &person, "source");
  const QuothSchemeFate fate = { person, QUOTH_FATE_MOVE, "source" };

  migrate (fixture, after, &fate);
  assert_counts (fixture, 1, 1);
  g_assert_cmpuint (quoth_command_get_n_changes (fixture->command), ==, 1);
  g_assert_cmpstr (get_after (fixture, "p")->type, ==, "source");
  g_assert_cmpstr (get_after (fixture, "p")->entity, ==, "e1");
  g_assert_cmpstr (quoth_attributes_lookup (get_after (fixture, "p")->attributes, "form"), ==,
                   "\"name\"");
}

/* To a type of another kind: what it cannot have goes, what no scheme knows stays. */
static void
test_move_to_stranger (Fixture       *fixture,
                       gconstpointer  data)
{
  QuothSchemePlace person = TYPE ("person");
  QuothSchemePlace claim = TYPE ("claim");
  g_autoptr (QuothScheme) no_person = quoth_scheme_without (fixture->scheme, &person, NULL);
  g_autoptr (QuothScheme) no_claim = quoth_scheme_without (fixture->scheme, &claim, NULL);
  const QuothSchemeFate to_role = { person, QUOTH_FATE_MOVE, "role" };
  const QuothSchemeFate to_person = { claim, QUOTH_FATE_MOVE, "person" };

  migrate (fixture, no_person, &to_role);
  g_assert_null (get_after (fixture, "p")->entity);
  g_assert_null (quoth_attributes_lookup (get_after (fixture, "p")->attributes, "form"));
  g_assert_null (quoth_annotation_get_link (get_after (fixture, "c"), "speaker"));
  assert_counts (fixture, 1, 1);

  migrate (fixture, no_claim, &to_person);
  g_assert_cmpuint (get_after (fixture, "c")->n_links, ==, 0);
  g_assert_cmpuint (quoth_attributes_get_n (get_after (fixture, "c")->attributes), ==, 1);
  g_assert_nonnull (quoth_attributes_lookup (get_after (fixture, "c")->attributes, "x-corpus"));
  assert_counts (fixture, 2, 1);
}

static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  QuothSchemePlace stance = ATTRIBUTE ("stance");
  QuothSchemePlace genre = ATTRIBUTE ("genre");
  g_autoptr (QuothScheme) no_stance = quoth_scheme_without (fixture->scheme, &stance, NULL);
  g_autoptr (QuothScheme) no_genre = quoth_scheme_without (fixture->scheme, &genre, NULL);
  g_autoptr (QuothScheme) many = quoth_scheme_with_kind (fixture->scheme, &stance,
                                                         QUOTH_ATTRIBUTE_MULTIPLE);
  const QuothSchemeFate drop = { stance, QUOTH_FATE_DELETE };
  const QuothSchemeFate to_topic = { stance, QUOTH_FATE_MOVE, "topic" };
  const QuothSchemeFate to_type = { stance, QUOTH_FATE_MOVE, "quote_type" };
  const QuothSchemeFate fit = { stance, QUOTH_FATE_FIT };
  const QuothSchemeFate drop_genre = { genre, QUOTH_FATE_DELETE };
  QuothArticle *tagged;

  migrate (fixture, no_stance, &drop);
  assert_counts (fixture, 2, 1);
  g_assert_null (get_after (fixture, "d")->attributes);
  migrate (fixture, no_stance, &to_topic);
  g_assert_cmpstr (quoth_attributes_lookup (get_after (fixture, "d")->attributes, "topic"), ==,
                   "\"against\"");
  migrate (fixture, no_stance, &to_type);
  g_assert_cmpstr (quoth_attributes_lookup (get_after (fixture, "c")->attributes, "quote_type"),
                   ==, "\"direct\"");
  g_assert_null (quoth_attributes_lookup (get_after (fixture, "c")->attributes, "stance"));
  migrate (fixture, many, &fit);
  g_assert_cmpstr (quoth_attributes_lookup (get_after (fixture, "d")->attributes, "stance"), ==,
                   "[\"against\"]");
  migrate (fixture, fixture->scheme, &fit);
  assert_counts (fixture, 0, 0);
  g_assert_true (quoth_command_is_empty (fixture->command));

  migrate (fixture, no_genre, &drop_genre);
  assert_counts (fixture, 0, 1);
  tagged = quoth_command_get_change (fixture->command, 0)->after;
  g_assert_null (quoth_attributes_lookup (tagged->tags, "genre"));
  g_assert_nonnull (quoth_attributes_lookup (tagged->tags, "topics"));
}

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  const QuothSchemeFate drop = { VALUE ("stance", "favour"), QUOTH_FATE_DELETE };
  const QuothSchemeFate move = { VALUE ("stance", "favour"), QUOTH_FATE_MOVE, "neutral" };
  const QuothSchemeFate join = { VALUE ("topics", "port"), QUOTH_FATE_MOVE, "sea" };
  QuothArticle *tagged;

  migrate (fixture, fixture->scheme, &drop);
  assert_counts (fixture, 1, 1);
  g_assert_null (quoth_attributes_lookup (get_after (fixture, "c")->attributes, "stance"));
  migrate (fixture, fixture->scheme, &move);
  g_assert_cmpstr (quoth_attributes_lookup (get_after (fixture, "c")->attributes, "stance"), ==,
                   "\"neutral\"");
  migrate (fixture, fixture->scheme, &join);
  tagged = quoth_command_get_change (fixture->command, 0)->after;
  g_assert_cmpstr (quoth_attributes_lookup (tagged->tags, "topics"), ==, "[\"sea\"]");
}

static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  QuothSchemePlace speaker = ROLE ("speaker");
  g_autoptr (QuothScheme) without = quoth_scheme_without (fixture->scheme, &speaker, NULL);
  g_autoptr (QuothScheme) narrow = quoth_scheme_with_listed (fixture->scheme, &speaker,
                                                             QUOTH_FIELD_TO, "person", FALSE);
  const QuothSchemeFate drop = { speaker, QUOTH_FATE_DELETE };
  const QuothSchemeFate move = { speaker, QUOTH_FATE_MOVE, "via" };
  const QuothSchemeFate wrong = { speaker, QUOTH_FATE_MOVE, "parent" };
  const QuothSchemeFate fit = { speaker, QUOTH_FATE_FIT };

  migrate (fixture, without, &drop);
  assert_counts (fixture, 1, 1);
  g_assert_cmpuint (get_after (fixture, "c")->n_links, ==, 1);
  migrate (fixture, without, &move);
  g_assert_cmpstr (quoth_annotation_get_link (get_after (fixture, "c"), "via")->to, ==, "p");
  migrate (fixture, without, &wrong);
  g_assert_cmpuint (get_after (fixture, "c")->n_links, ==, 1);
  migrate (fixture, narrow, &fit);
  assert_counts (fixture, 1, 1);
  g_assert_null (quoth_annotation_get_link (get_after (fixture, "c"), "speaker"));
  migrate (fixture, fixture->scheme, &fit);
  assert_counts (fixture, 0, 0);
}

/* A type that becomes another kind keeps what that kind can have. */
static void
test_fit_type (Fixture       *fixture,
               gconstpointer  data)
{
  QuothSchemePlace person = TYPE ("person");
  g_autoptr (QuothScheme) plain = quoth_scheme_with_kind (fixture->scheme, &person,
                                                          QUOTH_TYPE_KIND_SPAN);
  const QuothSchemeFate fit = { person, QUOTH_FATE_FIT };

  migrate (fixture, plain, &fit);
  assert_counts (fixture, 1, 1);
  g_assert_null (get_after (fixture, "p")->entity);
  g_assert_nonnull (get_after (fixture, "p")->attributes);
  g_assert_null (find_change (fixture, "c"));
}

static void
test_fit_value (void)
{
  static const struct
  {
    QuothAttributeKind  kind;
    const char         *json;
    const char         *fitted;
  } cases[] = {
    { QUOTH_ATTRIBUTE_SINGLE, "\"a\"", "\"a\"" },
    { QUOTH_ATTRIBUTE_SINGLE, "[\"a\"]", "\"a\"" },
    { QUOTH_ATTRIBUTE_SINGLE, "[\"a\",\"b\"]", NULL },
    { QUOTH_ATTRIBUTE_SINGLE, "12", "\"12\"" },
    { QUOTH_ATTRIBUTE_MULTIPLE, "\"a\"", "[\"a\"]" },
    { QUOTH_ATTRIBUTE_MULTIPLE, "[\"a\",\"b\"]", "[\"a\",\"b\"]" },
    { QUOTH_ATTRIBUTE_TEXT, "[\"a\",\"b\"]", "\"a; b\"" },
    { QUOTH_ATTRIBUTE_TEXT, "1.5", "\"1.5\"" },
    { QUOTH_ATTRIBUTE_NUMBER, "\" 12 \"", "12" },
    { QUOTH_ATTRIBUTE_NUMBER, "\"a dozen\"", NULL },
    { QUOTH_ATTRIBUTE_NUMBER, "\"1,5\"", NULL },
    { QUOTH_ATTRIBUTE_NUMBER, "true", NULL },
    { QUOTH_ATTRIBUTE_DATE, "\"2026-02-28\"", "\"2026-02-28\"" },
    { QUOTH_ATTRIBUTE_DATE, "\"2026-02-30\"", NULL },
    { QUOTH_ATTRIBUTE_DATE, "\"yesterday!\"", NULL },
    { QUOTH_ATTRIBUTE_FLAG, "\"Yes\"", "true" },
    { QUOTH_ATTRIBUTE_FLAG, "\"0\"", "false" },
    { QUOTH_ATTRIBUTE_FLAG, "\"maybe\"", NULL },
    { QUOTH_ATTRIBUTE_FLAG, "[]", NULL },
    { QUOTH_ATTRIBUTE_TEXT, "{\"a\":1}", NULL },
    { QUOTH_ATTRIBUTE_TEXT, "null", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const QuothAttribute attribute = { .id = (char *) "x", .kind = cases[i].kind };
      g_autofree char *fitted = quoth_attribute_fit_value (&attribute, cases[i].json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (fitted, ==, cases[i].fitted);
    }
}

static guint
count (GPtrArray           *differences,
       QuothDifferenceKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < differences->len; i++)
    n += ((QuothSchemeDifference *) differences->pdata[i])->kind == kind;
  return n;
}

static void
become (QuothScheme **scheme,
        QuothScheme  *changed)
{
  quoth_scheme_unref (*scheme);
  *scheme = changed;
}

static void
test_differences (void)
{
  g_autoptr (QuothScheme) old = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_ref (old);
  g_autoptr (GPtrArray) none = quoth_scheme_find_differences (old, scheme);
  g_autoptr (GPtrArray) some = NULL;
  QuothSchemePlace zone = TYPE ("zone"), cue = TYPE ("cue"), direct = VALUE ("quote_type", "direct");
  QuothSchemePlace mixed = VALUE ("quote_type", "mixed");
  QuothSchemeDifference *first;

  g_assert_cmpuint (none->len, ==, 0);
  become (&scheme, quoth_scheme_without (scheme, &zone, NULL));
  become (&scheme, quoth_scheme_without (scheme, &mixed, NULL));
  become (&scheme, quoth_scheme_with_text (scheme, &cue, QUOTH_FIELD_COLOR, "#123456"));
  become (&scheme, quoth_scheme_with_text (scheme, &direct, QUOTH_FIELD_NAME, "Straight"));
  become (&scheme, quoth_scheme_with_entry (scheme, NULL, QUOTH_SCHEME_TYPES, "Place", NULL));
  some = quoth_scheme_find_differences (old, scheme);
  g_assert_cmpuint (count (some, QUOTH_DIFFERENCE_ADDED), ==, 1);
  g_assert_cmpuint (count (some, QUOTH_DIFFERENCE_CHANGED), ==, 2);
  /* the type, its attribute of the same name, the value */
  g_assert_cmpuint (count (some, QUOTH_DIFFERENCE_REMOVED), ==, 3);
  first = some->pdata[0];
  g_assert_cmpint (first->kind, ==, QUOTH_DIFFERENCE_CHANGED);
  g_assert_cmpstr (first->id, ==, "cue");
}

static void
test_kept (void)
{
  g_autoptr (QuothScheme) old = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_ref (old);
  g_autofree char *json = NULL;
  g_autoptr (QuothScheme) again = NULL;
  QuothSchemePlace places[] = { TYPE ("zone"), ATTRIBUTE ("quote_type"), VALUE ("stance", "against"),
                                ROLE ("via") };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    become (&scheme, quoth_scheme_without (scheme, &places[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    become (&scheme, quoth_scheme_with_kept (scheme, old, &places[i]));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_true (quoth_scheme_has (scheme, &places[i]));
      g_assert_null (quoth_scheme_get_text (scheme, &places[i], QUOTH_FIELD_KEY));
    }
  g_assert_true (quoth_scheme_lookup_type (scheme, "zone")->hidden);
  g_assert_true (quoth_scheme_lookup_attribute (scheme, "quote_type")->hidden);
  json = quoth_scheme_to_json (scheme);
  again = quoth_scheme_new_from_json (json, -1, NULL);
  g_assert_nonnull (again);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/scheme-migrate/delete-type", test_delete_type);
  ADD ("/scheme-migrate/move-to-heir", test_move_to_heir);
  ADD ("/scheme-migrate/move-to-stranger", test_move_to_stranger);
  ADD ("/scheme-migrate/attributes", test_attributes);
  ADD ("/scheme-migrate/values", test_values);
  ADD ("/scheme-migrate/roles", test_roles);
  ADD ("/scheme-migrate/fit-type", test_fit_type);
  g_test_add_func ("/scheme-migrate/fit-value", test_fit_value);
  g_test_add_func ("/scheme-migrate/differences", test_differences);
  g_test_add_func ("/scheme-migrate/kept", test_kept);
  return g_test_run ();
}
