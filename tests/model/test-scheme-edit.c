/* test-scheme-edit.c - changed schemes: members, entries, problems
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-scheme-edit.h"

#include <string.h>

#define TYPE(id) (&(QuothSchemePlace){ QUOTH_SCHEME_TYPES, (id) })
#define ATTRIBUTE(id) (&(QuothSchemePlace){ QUOTH_SCHEME_ATTRIBUTES, (id) })
#define ROLE(id) (&(QuothSchemePlace){ QUOTH_SCHEME_ROLES, (id) })
#define VALUE(id, value) (&(QuothSchemePlace){ QUOTH_SCHEME_ATTRIBUTES, (id), (value) })

static QuothScheme *
read_scheme (const char *json)
{
  g_autoptr (GError) error = NULL;
  QuothScheme *scheme = quoth_scheme_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return scheme;
}

/* Takes *@scheme and puts @changed there. */
static void
become (QuothScheme **scheme,
        QuothScheme  *changed)
{
  quoth_scheme_unref (*scheme);
  *scheme = changed;
}

static void
assert_readable (QuothScheme *scheme)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);
  g_autoptr (QuothScheme) again = read_scheme (json);

  g_assert_true (quoth_scheme_equal (scheme, again));
}

static void
test_texts (void)
{
  g_autoptr (QuothScheme) old = quoth_scheme_new_default ();
  g_autofree char *json = quoth_scheme_to_json (old);
  g_autofree char *json_after = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_ref (old);

  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("person"), QUOTH_FIELD_NAME, "Ménsch "));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("person"), QUOTH_FIELD_KEY, " \u00d6"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("person"), QUOTH_FIELD_COLOR, "#ABCDEF"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("person"), QUOTH_FIELD_DESCRIPTION, ""));
  become (&scheme, quoth_scheme_with_text (scheme, VALUE ("quote_type", "direct"),
                                           QUOTH_FIELD_NAME, "In marks"));
  become (&scheme, quoth_scheme_with_text (scheme, VALUE ("quote_type", "direct"),
                                           QUOTH_FIELD_KEY, ""));
  become (&scheme, quoth_scheme_with_text (scheme, ROLE ("via"), QUOTH_FIELD_NAME, "Through"));
  g_assert_cmpstr (quoth_scheme_lookup_type (scheme, "person")->name, ==, "Ménsch ");
  g_assert_cmpstr (quoth_scheme_lookup_type (scheme, "person")->key, ==, "\u00f6");
  g_assert_cmpstr (quoth_scheme_lookup_type (scheme, "person")->color, ==, "#abcdef");
  g_assert_null (quoth_scheme_lookup_type (scheme, "person")->description);
  g_assert_cmpstr (quoth_scheme_get_text (scheme, VALUE ("quote_type", "direct"),
                                          QUOTH_FIELD_NAME), ==, "In marks");
  g_assert_null (quoth_scheme_get_text (scheme, VALUE ("quote_type", "direct"), QUOTH_FIELD_KEY));
  g_assert_cmpstr (quoth_scheme_lookup_role (scheme, "via")->name, ==, "Through");
  assert_readable (scheme);
  json_after = quoth_scheme_to_json (old);
  g_assert_cmpstr (json, ==, json_after);
}

/* What is not there cannot be changed, and what stays as it is makes no new scheme. */
static void
test_nothing_changes (void)
{
  g_autoptr (QuothScheme) old = quoth_scheme_new_default ();
  QuothScheme *same[] = {
    quoth_scheme_with_text (old, TYPE ("nobody"), QUOTH_FIELD_NAME, "x"),
    quoth_scheme_with_text (old, ROLE ("via"), QUOTH_FIELD_COLOR, "#000000"),
    quoth_scheme_with_text (old, TYPE ("person"), QUOTH_FIELD_KEY, "P"),
    quoth_scheme_with_text (old, VALUE ("quote_type", "none"), QUOTH_FIELD_NAME, "x"),
    quoth_scheme_with_flag (old, TYPE ("person"), QUOTH_FIELD_MULTIPLE, TRUE),
    quoth_scheme_with_flag (old, TYPE ("person"), QUOTH_FIELD_HIDDEN, FALSE),
    quoth_scheme_with_listed (old, TYPE ("person"), QUOTH_FIELD_TYPES, "claim", TRUE),
    quoth_scheme_with_listed (old, ATTRIBUTE ("stance"), QUOTH_FIELD_TYPES, "claim", TRUE),
    quoth_scheme_with_kind (old, ROLE ("via"), 2),
    quoth_scheme_with_kind (old, TYPE ("claim"), QUOTH_TYPE_KIND_CLAIM),
    quoth_scheme_with_moved (old, TYPE ("person"), -1),
    quoth_scheme_with_moved (old, TYPE ("nobody"), 1),
    quoth_scheme_without (old, ATTRIBUTE ("nothing"), NULL),
    quoth_scheme_with_name (old, quoth_scheme_get_name (old)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_assert_true (same[i] == old);
      quoth_scheme_unref (same[i]);
    }
}

static void
test_flags_lists_kinds (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  become (&scheme, quoth_scheme_with_flag (scheme, TYPE ("cue"), QUOTH_FIELD_HIDDEN, TRUE));
  become (&scheme, quoth_scheme_with_flag (scheme, ATTRIBUTE ("stance"), QUOTH_FIELD_REQUIRED, 7));
  become (&scheme, quoth_scheme_with_flag (scheme, ROLE ("speaker"), QUOTH_FIELD_MULTIPLE, FALSE));
  become (&scheme, quoth_scheme_with_listed (scheme, ATTRIBUTE ("stance"), QUOTH_FIELD_TYPES,
                                             "article", TRUE));
  become (&scheme, quoth_scheme_with_listed (scheme, ROLE ("via"), QUOTH_FIELD_TO, "person",
                                             FALSE));
  become (&scheme, quoth_scheme_with_kind (scheme, TYPE ("role"), QUOTH_TYPE_KIND_MENTION));
  become (&scheme, quoth_scheme_with_kind (scheme, ATTRIBUTE ("stance"), QUOTH_ATTRIBUTE_DATE));
  g_assert_true (quoth_scheme_get_flag (scheme, TYPE ("cue"), QUOTH_FIELD_HIDDEN));
  g_assert_true (quoth_scheme_get_flag (scheme, ATTRIBUTE ("stance"), QUOTH_FIELD_REQUIRED));
  g_assert_false (quoth_scheme_lookup_role (scheme, "speaker")->multiple);
  g_assert_true (quoth_attribute_applies (quoth_scheme_lookup_attribute (scheme, "stance"),
                                          "article"));
  g_assert_cmpstr (quoth_scheme_get_list (scheme, ROLE ("via"), QUOTH_FIELD_TO)[0], ==, "source");
  g_assert_null (quoth_scheme_get_list (scheme, ROLE ("via"), QUOTH_FIELD_TO)[1]);
  g_assert_null (quoth_scheme_get_list (scheme, TYPE ("cue"), QUOTH_FIELD_TO)[0]);
  g_assert_cmpuint (quoth_scheme_get_kind (scheme, TYPE ("role")), ==, QUOTH_TYPE_KIND_MENTION);
  /* The values wait until somebody has made up their mind. */
  g_assert_cmpuint (quoth_scheme_lookup_attribute (scheme, "stance")->values->len, ==, 3);
  become (&scheme, quoth_scheme_with_text (scheme, ATTRIBUTE ("stance"), QUOTH_FIELD_NAME, " S "));
  become (&scheme, quoth_scheme_tidied (scheme));
  g_assert_cmpuint (quoth_scheme_lookup_attribute (scheme, "stance")->values->len, ==, 0);
  g_assert_cmpstr (quoth_scheme_lookup_attribute (scheme, "stance")->name, ==, "S");
  assert_readable (scheme);
}

static void
assert_new_id (QuothScheme     **scheme,
               QuothScheme      *avoid,
               QuothSchemePart   part,
               const char       *name,
               const char       *expected)
{
  g_autofree char *id = NULL;
  guint n = quoth_scheme_get_n_entries (*scheme, part);

  become (scheme, quoth_scheme_with_entry (*scheme, avoid, part, name, &id));
  g_assert_cmpstr (id, ==, expected);
  g_assert_cmpuint (quoth_scheme_get_n_entries (*scheme, part), ==, n + 1);
  g_assert_cmpstr (quoth_scheme_get_id_at (*scheme, part, n), ==, id);
  g_assert_cmpstr (quoth_scheme_get_text (*scheme, &(QuothSchemePlace){ part, id },
                                          QUOTH_FIELD_NAME), ==, name);
}

static void
test_new_entries (void)
{
  g_autoptr (QuothScheme) old = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_ref (old);
  g_autofree char *id = NULL;

  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "Événement (grave) ", "evenement_grave");
  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "Événement grave", "evenement_grave_2");
  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "حدث", "type");
  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "", "type_2");
  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "Article", "article_2");
  assert_new_id (&scheme, old, QUOTH_SCHEME_ATTRIBUTES, "Stance", "stance_2");
  assert_new_id (&scheme, old, QUOTH_SCHEME_ROLES, "😀", "role");
  assert_new_id (&scheme, old, QUOTH_SCHEME_ROLES,
                 "A name that is far too long to be used as the id of a role",
                 "a_name_that_is_far_too_long_to_be_used_a");
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("type_2"), QUOTH_FIELD_NAME, "Named"));
  /* Annotations may still have a type that is gone. */
  become (&scheme, quoth_scheme_without (scheme, TYPE ("role"), NULL));
  assert_new_id (&scheme, old, QUOTH_SCHEME_TYPES, "Role", "role_2");
  assert_new_id (&scheme, NULL, QUOTH_SCHEME_TYPES, "Role", "role");

  become (&scheme, quoth_scheme_with_value (scheme, old, "stance", "Against", &id));
  g_assert_cmpstr (id, ==, "against_2");
  g_assert_cmpuint (quoth_scheme_get_kind (scheme, ATTRIBUTE ("stance_2")), ==,
                    QUOTH_ATTRIBUTE_SINGLE);
  g_assert_cmpstr (quoth_scheme_get_list (scheme, ATTRIBUTE ("stance_2"), QUOTH_FIELD_TYPES)[0],
                   ==, "claim");
  g_assert_cmpstr (quoth_scheme_get_list (scheme, ROLE ("role"), QUOTH_FIELD_FROM)[0], ==,
                   "claim");
  assert_readable (scheme);
}

static void
test_empty_scheme (void)
{
  g_autoptr (QuothScheme) scheme = read_scheme ("{}");
  g_autoptr (GPtrArray) problems = quoth_scheme_find_problems (scheme, NULL, NULL);

  g_assert_cmpuint (problems->len, ==, 0);
  assert_new_id (&scheme, NULL, QUOTH_SCHEME_ROLES, "Any", "any");
  assert_new_id (&scheme, NULL, QUOTH_SCHEME_ATTRIBUTES, "Tag", "tag");
  g_assert_true (quoth_attribute_applies (quoth_scheme_lookup_attribute (scheme, "tag"),
                                          "article"));
  g_assert_null (quoth_scheme_get_list (scheme, ROLE ("any"), QUOTH_FIELD_FROM)[0]);
  assert_readable (scheme);
}

static void
test_moves (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  guint n = quoth_scheme_get_n_types (scheme);

  become (&scheme, quoth_scheme_with_moved (scheme, TYPE ("claim"), -1));
  g_assert_cmpstr (quoth_scheme_get_id_at (scheme, QUOTH_SCHEME_TYPES, 0), ==, "claim");
  g_assert_cmpstr (quoth_scheme_get_id_at (scheme, QUOTH_SCHEME_TYPES, 1), ==, "person");
  become (&scheme, quoth_scheme_with_moved (scheme, TYPE ("claim"), G_MAXINT));
  g_assert_cmpstr (quoth_scheme_get_id_at (scheme, QUOTH_SCHEME_TYPES, n - 1), ==, "claim");
  become (&scheme, quoth_scheme_with_moved (scheme, VALUE ("quote_type", "mixed"), -2));
  g_assert_cmpstr (((QuothValue *) quoth_scheme_lookup_attribute (scheme, "quote_type")
                      ->values->pdata[0])->id, ==, "mixed");
  g_assert_cmpuint (quoth_scheme_get_n_types (scheme), ==, n);
  g_assert_nonnull (quoth_scheme_lookup_type (scheme, "claim"));
  assert_readable (scheme);
}

static void
test_removals (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) merged = NULL;

  become (&scheme, quoth_scheme_without (scheme, VALUE ("polarity", "positive"), NULL));
  g_assert_cmpuint (quoth_scheme_lookup_attribute (scheme, "polarity")->values->len, ==, 1);
  g_assert_null (quoth_scheme_lookup_attribute (scheme, "polarity")->initial);
  become (&scheme, quoth_scheme_without (scheme, ROLE ("via"), NULL));
  g_assert_null (quoth_scheme_lookup_role (scheme, "via"));
  become (&scheme, quoth_scheme_without (scheme, ATTRIBUTE ("stance"), NULL));
  g_assert_false (quoth_scheme_has (scheme, ATTRIBUTE ("stance")));

  /* What several types share stays with the others. */
  become (&scheme, quoth_scheme_without (scheme, TYPE ("person"), NULL));
  g_assert_cmpstr (quoth_scheme_get_list (scheme, ATTRIBUTE ("form"), QUOTH_FIELD_TYPES)[0], ==,
                   "source");
  g_assert_cmpstr (quoth_scheme_get_list (scheme, ROLE ("speaker"), QUOTH_FIELD_TO)[0], ==,
                   "source");
  /* An heir takes all. */
  merged = quoth_scheme_without (scheme, TYPE ("claim"), "quote");
  g_assert_true (quoth_attribute_applies (quoth_scheme_lookup_attribute (merged, "certainty"),
                                          "quote"));
  g_assert_cmpstr (quoth_scheme_get_list (merged, ROLE ("repeats"), QUOTH_FIELD_FROM)[0], ==,
                   "quote");
  g_assert_cmpstr (quoth_scheme_get_list (merged, ROLE ("repeats"), QUOTH_FIELD_TO)[0], ==,
                   "quote");
  g_assert_null (quoth_scheme_get_list (merged, ROLE ("repeats"), QUOTH_FIELD_TO)[1]);
  /* Without one, a role from nowhere must not become a role from anywhere. */
  become (&scheme, quoth_scheme_without (scheme, TYPE ("claim"), NULL));
  g_assert_cmpuint (quoth_scheme_get_n_roles (scheme), ==, 0);
  g_assert_false (quoth_scheme_has (scheme, ATTRIBUTE ("certainty")));
  g_assert_true (quoth_scheme_has (scheme, ATTRIBUTE ("quote_class")));
  assert_readable (scheme);
  assert_readable (merged);
}

static char *
next_key_cb (const char *key,
             gpointer    user_data)
{
  return strcmp (key, "n") == 0 ? g_strdup ("Next name") : NULL;
}

static const QuothSchemeProblem *
find_problem (GPtrArray              *problems,
              const QuothSchemePlace *place,
              QuothSchemeProblemKind  kind)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const QuothSchemeProblem *problem = problems->pdata[i];

      if (problem->kind == kind && problem->part == place->part
          && strcmp (problem->id, place->id) == 0
          && g_strcmp0 (problem->value, place->value) == 0)
        return problem;
    }
  return NULL;
}

static void
test_problems (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) none = quoth_scheme_find_problems (scheme, next_key_cb, NULL);
  g_autoptr (GPtrArray) problems = NULL;
  const QuothSchemeProblem *clash;

  g_assert_cmpuint (none->len, ==, 0);
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("cue"), QUOTH_FIELD_NAME, "\u00a0 "));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("cue"), QUOTH_FIELD_COLOR, "#12345"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("cue"), QUOTH_FIELD_KEY, "ww"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("role"), QUOTH_FIELD_KEY, "é"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("zone"), QUOTH_FIELD_KEY, "4"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("source"), QUOTH_FIELD_KEY, "N"));
  become (&scheme, quoth_scheme_with_text (scheme, TYPE ("person"), QUOTH_FIELD_KEY, "d"));
  become (&scheme, quoth_scheme_with_listed (scheme, ATTRIBUTE ("genre"), QUOTH_FIELD_TYPES,
                                             "article", FALSE));
  problems = quoth_scheme_find_problems (scheme, next_key_cb, NULL);
  g_assert_nonnull (find_problem (problems, TYPE ("cue"), QUOTH_PROBLEM_NO_NAME));
  g_assert_nonnull (find_problem (problems, TYPE ("cue"), QUOTH_PROBLEM_BAD_COLOR));
  g_assert_nonnull (find_problem (problems, TYPE ("cue"), QUOTH_PROBLEM_BAD_KEY));
  g_assert_nonnull (find_problem (problems, TYPE ("role"), QUOTH_PROBLEM_BAD_KEY));
  g_assert_nonnull (find_problem (problems, TYPE ("zone"), QUOTH_PROBLEM_BAD_KEY));
  g_assert_nonnull (find_problem (problems, ATTRIBUTE ("genre"), QUOTH_PROBLEM_NOWHERE));
  clash = find_problem (problems, TYPE ("source"), QUOTH_PROBLEM_KEY_TAKEN);
  g_assert_cmpstr (clash->other, ==, "Next name");
  /* Both sides say so. */
  clash = find_problem (problems, TYPE ("person"), QUOTH_PROBLEM_KEY_TAKEN);
  g_assert_cmpstr (clash->other, ==, "Direct");
  g_assert_cmpstr (clash->other_attribute, ==, "Quote type");
  clash = find_problem (problems, VALUE ("quote_type", "direct"), QUOTH_PROBLEM_KEY_TAKEN);
  g_assert_cmpstr (clash->other, ==, "Person");
  g_assert_null (clash->other_attribute);
}

/* The same key in two places where never both apply is none of anybody's business. */
static void
test_contexts (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) apart = NULL;
  g_autoptr (GPtrArray) together = NULL;

  become (&scheme, quoth_scheme_with_text (scheme, VALUE ("quote_class", "direct"),
                                           QUOTH_FIELD_KEY, "d"));
  apart = quoth_scheme_find_problems (scheme, NULL, NULL);
  g_assert_cmpuint (apart->len, ==, 0);
  become (&scheme, quoth_scheme_with_listed (scheme, ATTRIBUTE ("quote_class"), QUOTH_FIELD_TYPES,
                                             "claim", TRUE));
  together = quoth_scheme_find_problems (scheme, NULL, NULL);
  g_assert_cmpuint (together->len, ==, 2);
}

static QuothScheme *
change_at_random (GRand       *rand,
                  QuothScheme *scheme)
{
  static const char *const keys[] = { "a", "B", "c", "D", "", ";" };
  const char *key = keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))];
  QuothSchemePart part = (QuothSchemePart) g_rand_int_range (rand, 0, QUOTH_SCHEME_N_PARTS);
  guint n = quoth_scheme_get_n_entries (scheme, part);
  QuothSchemePlace place = { part };
  const char *type;
  const QuothAttribute *attribute;

  if (n == 0 || g_rand_int_range (rand, 0, 6) == 0)
    return quoth_scheme_with_entry (scheme, NULL, part, "Thing", NULL);
  place.id = quoth_scheme_get_id_at (scheme, part, (guint) g_rand_int_range (rand, 0, (int) n));
  type = quoth_scheme_get_n_types (scheme) > 0
           ? quoth_scheme_get_id_at (scheme, QUOTH_SCHEME_TYPES, 0) : "article";
  attribute = part == QUOTH_SCHEME_ATTRIBUTES ? quoth_scheme_lookup_attribute (scheme, place.id)
                                              : NULL;
  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return quoth_scheme_without (scheme, &place, NULL);
    case 1:
      return quoth_scheme_with_moved (scheme, &place, g_rand_int_range (rand, -3, 4));
    case 2:
      return quoth_scheme_with_listed (scheme, &place,
                                       part == QUOTH_SCHEME_ROLES ? QUOTH_FIELD_FROM
                                                                  : QUOTH_FIELD_TYPES,
                                       type, g_rand_boolean (rand));
    case 3:
      if (attribute != NULL)
        return quoth_scheme_with_value (scheme, NULL, place.id, "Value", NULL);
      return quoth_scheme_ref (scheme);
    case 4:
      if (attribute != NULL && attribute->values->len > 0)
        place.value = ((QuothValue *) attribute->values->pdata[0])->id;
      return quoth_scheme_with_text (scheme, &place, QUOTH_FIELD_KEY, key);
    default:
      return quoth_scheme_with_text (scheme, &place, QUOTH_FIELD_KEY, key);
    }
}

/* What has no problem can be read back; what cannot be read back has one. */
static void
test_problems_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_good = 0;
  guint n_bad = 0;

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (QuothScheme) scheme = read_scheme ("{}");

      for (guint i = 0; i < 25; i++)
        {
          g_autofree char *json = NULL;
          g_autoptr (GPtrArray) problems = NULL;
          g_autoptr (QuothScheme) again = NULL;

          become (&scheme, change_at_random (rand, scheme));
          json = quoth_scheme_to_json (scheme);
          problems = quoth_scheme_find_problems (scheme, NULL, NULL);
          again = quoth_scheme_new_from_json (json, -1, NULL);
          if (again == NULL)
            g_assert_cmpuint (problems->len, >, 0);
          else
            g_assert_true (quoth_scheme_equal (scheme, again));
          n_good += problems->len == 0;
          n_bad += again == NULL;
        }
    }
  g_assert_cmpuint (n_good, >, 100);
  g_assert_cmpuint (n_bad, >, 100);
}

/* What an heir takes over must not bring a second meaning for a key. */
static void
test_heir_keys (void)
{
  g_autoptr (QuothScheme) old = read_scheme (
    "{\"types\":[{\"id\":\"a\"},{\"id\":\"b\"}],"
    "\"attributes\":[{\"id\":\"x\",\"kind\":\"flag\",\"types\":[\"a\"],\"key\":\"f\"},"
    "{\"id\":\"y\",\"kind\":\"flag\",\"types\":[\"b\"],\"key\":\"f\"},"
    "{\"id\":\"w\",\"kind\":\"flag\",\"types\":[\"b\"],\"key\":\"g\"}],"
    "\"roles\":[{\"id\":\"r\",\"from\":[\"b\"],\"key\":\"h\"}]}");
  g_autoptr (QuothScheme) scheme = quoth_scheme_without (old, TYPE ("b"), "a");

  assert_readable (scheme);
  g_assert_cmpstr (quoth_scheme_lookup_attribute (scheme, "x")->key, ==, "f");
  g_assert_null (quoth_scheme_lookup_attribute (scheme, "y")->key);
  g_assert_cmpstr (quoth_scheme_lookup_attribute (scheme, "w")->key, ==, "g");
  g_assert_cmpstr (quoth_scheme_lookup_role (scheme, "r")->key, ==, "h");
  g_assert_cmpstr (quoth_scheme_lookup_role (scheme, "r")->from[0], ==, "a");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme-edit/texts", test_texts);
  g_test_add_func ("/scheme-edit/nothing-changes", test_nothing_changes);
  g_test_add_func ("/scheme-edit/flags-lists-kinds", test_flags_lists_kinds);
  g_test_add_func ("/scheme-edit/new-entries", test_new_entries);
  g_test_add_func ("/scheme-edit/empty-scheme", test_empty_scheme);
  g_test_add_func ("/scheme-edit/moves", test_moves);
  g_test_add_func ("/scheme-edit/removals", test_removals);
  g_test_add_func ("/scheme-edit/problems", test_problems);
  g_test_add_func ("/scheme-edit/contexts", test_contexts);
  g_test_add_func ("/scheme-edit/problems-random", test_problems_random);
  g_test_add_func ("/scheme-edit/heir-keys", test_heir_keys);
  return g_test_run ();
}
