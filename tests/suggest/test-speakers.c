/* test-speakers.c - who may be the speaker of a claim
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-cues.h"
#include "quoth-speakers.h"

#include <string.h>

typedef struct
{
  QuothScheme      *scheme;
  QuothArticleData *data;
  const QuothType  *claim;
  const QuothType  *mention;
} Fixture;

static void
fixture_init (Fixture    *fixture,
              const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Test", text);

  fixture->scheme = quoth_scheme_new_default ();
  fixture->data = quoth_article_data_new (article, text);
  fixture->claim = quoth_scheme_first_of_kind (fixture->scheme, QUOTH_TYPE_KIND_CLAIM);
  fixture->mention = quoth_scheme_first_of_kind (fixture->scheme, QUOTH_TYPE_KIND_MENTION);
}

static void
fixture_clear (Fixture *fixture)
{
  quoth_article_data_free (fixture->data);
  quoth_scheme_unref (fixture->scheme);
}

static QuothAnnotation *
add (Fixture         *fixture,
     const QuothType *type,
     const QuothSpan *parts,
     guint            n_parts)
{
  QuothAnnotation *annotation = quoth_annotation_new (type->id, "anna", parts, n_parts);

  g_ptr_array_add (fixture->data->annotations, annotation);
  return annotation;
}

/* Where @part first stands in the text. */
static QuothSpan
span_of (Fixture    *fixture,
         const char *part)
{
  const char *utf8 = quoth_text_get_utf8 (fixture->data->text);
  const char *at = strstr (utf8, part);

  g_assert_nonnull (at);
  return (QuothSpan) {
    quoth_text_from_bytes (fixture->data->text, (gsize) (at - utf8)),
    quoth_text_from_bytes (fixture->data->text, (gsize) (at - utf8) + strlen (part))
  };
}

static char *
text_of (Fixture   *fixture,
         QuothSpan  span)
{
  return quoth_text_slice (fixture->data->text, span.start, span.end);
}

/* The first candidates for the claim @content, joined by "|". */
static void
assert_ranked (const char *utf8,
               const char *content,
               const char *expected)
{
  Fixture fixture;
  QuothSpan part;
  QuothAnnotation *claim;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  guint n_expected = 1;

  for (const char *p = expected; *p; p++)
    n_expected += *p == '|';
  fixture_init (&fixture, utf8);
  part = span_of (&fixture, content);
  claim = add (&fixture, fixture.claim, &part, 1);
  document = quoth_document_new (fixture.data, "anna", fixture.scheme);
  ranked = quoth_speakers_rank (document, NULL, claim->id, n_expected);
  for (guint i = 0; i < ranked->len; i++)
    {
      g_autofree char *slice = text_of (&fixture, g_array_index (ranked, QuothSpeaker, i).span);

      g_string_append_printf (found, "%s%s", i ? "|" : "", slice);
    }
  g_assert_cmpstr (found->str, ==, expected);
  g_clear_object (&document);
  fixture_clear (&fixture);
}

static void
test_places (void)
{
  assert_ranked ("“We go,” Ada Roe said. Ben Poe left.", "“We go,”", "Ada Roe|Ben Poe");
  assert_ranked ("Ben Poe left. “We go,” said Ada Roe.", "“We go,”", "Ada Roe");
  /* Where the story was written says nothing. */
  assert_ranked ("HARLOW (AP) — Mayor Ada Roe on Monday defended the plan, saying it was safe.",
                 "it was safe", "Ada Roe|HARLOW");
  assert_ranked ("“We go,” said Ada Roe, a leader of the Harlow Council.", "“We go,”", "Ada Roe");
  assert_ranked ("Ada Roe, a leader of the Harlow Council, said it was late.", "it was late",
                 "Ada Roe");
  assert_ranked ("Ada Roe, the mayor of Harlow, one of the towns with a bridge, said it was late.",
                 "it was late", "Ada Roe");
  assert_ranked ("A clip from the Harlow Council’s new campaign says it was late.", "it was late",
                 "A clip");
  assert_ranked ("Ben Poe (D-Ore.), who left, and Ada Roe (D-N.J.) said it was late.", "it was late",
                 "Ada Roe");
  assert_ranked ("Ben Poe left as Ada Roe said it was late.", "it was late", "Ada Roe");
  assert_ranked ("Ben Poe showed footage of Ada Roe saying it was late.", "it was late", "Ada Roe");
  assert_ranked ("Ada Roe called Ben Poe a “star,” saying it was late.", "it was late", "Ada Roe");
  assert_ranked ("Ben Poe spoke about Ada Roe’s claim that it was late.", "that it was late", "Ada Roe");
  assert_ranked ("Ada Roe answered Ben Poe by saying it was late.", "it was late", "Ada Roe");
  assert_ranked ("Ada Roe, mayor of Harlow, which has a bridge, said it was late.", "it was late",
                 "Ada Roe");
  assert_ranked ("Ada Roe told reporters that it was late.", "that it was late", "Ada Roe");
  assert_ranked ("It was late, according to Ada Roe. Ben Poe left.", "It was late", "Ada Roe");
  assert_ranked ("Ben Poe left. She said that Cy Doe was late.", "that Cy Doe was late", "She");
  assert_ranked ("A Harlow spokesman told Ben Poe that it was late.", "that it was late",
                 "A Harlow spokesman");
  assert_ranked ("Russia’s Ada Roe said it was late.", "it was late", "Ada Roe");
  assert_ranked ("A spokesman for Ada Roe said it was late.", "it was late", "A spokesman|Ada Roe");
  assert_ranked ("Ben Poe left. The bridge was praised by Ada Roe.", "The bridge", "Ada Roe");
  assert_ranked ("The clip says it was late.", "it was late", "The clip");
  assert_ranked ("The town of Harlow says it was late.", "it was late", "The town|Harlow");
  assert_ranked ("“Now we go,” says a tired narrator.", "“Now we go,”", "a tired narrator");
  assert_ranked ("„Wir gehen“, erwiderte Ada Roe. Ben Poe blieb.", "„Wir gehen“", "Ada Roe");
  assert_ranked ("Die Polizei teilte Ben Poe mit, dass es spät sei.", "dass es spät sei",
                 "Die Polizei");
  assert_ranked ("“Nos vamos”, subrayó Ada Roe. Ben Poe calló.", "“Nos vamos”", "Ada Roe");
  assert_ranked ("La policía aseguró a Ben Poe que era tarde.", "que era tarde", "La policía");
  /* The subject, not who stands before the comma. */
  assert_ranked ("Ada Roe defended the bridge at Harlow, saying it was late.", "it was late",
                 "Ada Roe|Harlow");
  assert_ranked ("Ada Roe met Ben Poe and said it was late.", "it was late", "Ada Roe");
  assert_ranked ("Ada Roe met Ben Poe to say it was late.", "it was late", "Ada Roe");
}

/* A second quotation in the paragraph, and nobody named beside it. */
static void
test_goes_on (void)
{
  Fixture fixture;
  QuothSpan parts[3];
  QuothAnnotation *person, *first, *second;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GArray) ranked = NULL;

  fixture_init (&fixture, "“We go,” Roe said in Harlow, according to a transcript of her "
                          "remarks. “We do not stay here.”");
  parts[0] = span_of (&fixture, "Roe");
  parts[1] = span_of (&fixture, "“We go,”");
  parts[2] = span_of (&fixture, "“We do not stay here.”");
  person = add (&fixture, fixture.mention, &parts[0], 1);
  first = add (&fixture, fixture.claim, &parts[1], 1);
  second = add (&fixture, fixture.claim, &parts[2], 1);
  quoth_annotation_add_link (first, "speaker", person->id, NULL);
  document = quoth_document_new (fixture.data, "anna", fixture.scheme);
  ranked = quoth_speakers_rank (document, NULL, second->id, 9);
  g_assert_cmpuint (ranked->len, >=, 1);
  g_assert_cmpstr (g_array_index (ranked, QuothSpeaker, 0).annotation, ==, person->id);
  g_assert_cmpstr (g_array_index (ranked, QuothSpeaker, 0).reason, ==, "previous-speaker");
  g_clear_object (&document);
  fixture_clear (&fixture);
}

static void
test_marked (void)
{
  Fixture fixture;
  QuothSpan parts[4];
  QuothAnnotation *person, *first, *second;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GArray) none = NULL;
  QuothSpeaker *best;

  fixture_init (&fixture, "President Ada Roe said it was late.\n\n“Now we go.”");
  parts[0] = span_of (&fixture, "Roe");
  parts[1] = span_of (&fixture, "it was late");
  parts[2] = span_of (&fixture, "“Now we go.”");
  person = add (&fixture, fixture.mention, &parts[0], 1);
  quoth_annotation_set_entity (person, "roe");
  first = add (&fixture, fixture.claim, &parts[1], 1);
  second = add (&fixture, fixture.claim, &parts[2], 1);
  quoth_annotation_add_link (first, "speaker", person->id, NULL);
  document = quoth_document_new (fixture.data, "anna", fixture.scheme);

  ranked = quoth_speakers_rank (document, NULL, first->id, 9);
  best = &g_array_index (ranked, QuothSpeaker, 0);
  g_assert_cmpstr (best->annotation, ==, person->id);
  g_assert_cmpstr (best->entity, ==, "roe");
  g_assert_cmpstr (best->reason, ==, "cue");
  g_clear_pointer (&ranked, g_array_unref);

  ranked = quoth_speakers_rank (document, NULL, second->id, 9);
  g_assert_cmpuint (ranked->len, >=, 1);
  best = &g_array_index (ranked, QuothSpeaker, 0);
  g_assert_cmpstr (best->annotation, ==, person->id);
  none = quoth_speakers_rank (document, NULL, "nothing", 9);
  g_assert_cmpuint (none->len, ==, 0);
  g_clear_object (&document);
  fixture_clear (&fixture);
}

static void
test_long (void)
{
  g_autoptr (GString) long_one = g_string_new (NULL);
  Fixture fixture;
  QuothSpan part = { 400000, 700000 };
  QuothAnnotation *claim;
  g_autoptr (QuothDocument) document = NULL;

  while (long_one->len < 1200000)
    g_string_append (long_one, "he said “no”, (Ada Roe. ");
  fixture_init (&fixture, long_one->str);
  claim = add (&fixture, fixture.claim, &part, 1);
  document = quoth_document_new (fixture.data, "anna", fixture.scheme);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GArray) ranked = quoth_speakers_rank (document, NULL, claim->id, 9);

      g_assert_cmpuint (ranked->len, <=, 9);
    }
  g_clear_object (&document);
  fixture_clear (&fixture);
}

typedef struct
{
  guint n_claims;
  guint n_first;
  guint n_three;
  guint n_nine;
  guint n_cues;        /* claims that have one */
  guint n_cues_found;  /* proposed, and touching the true one */
} Tally;

/* "Source 10 20;25 30" with its words: the parts. */
static GArray *
read_parts (const char *body)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  const char *at = strchr (body, ' ');

  while (at != NULL)
    {
      char *end;
      QuothSpan part;

      part.start = (guint) g_ascii_strtoull (at + 1, &end, 10);
      part.end = (guint) g_ascii_strtoull (end, &end, 10);
      g_array_append_val (parts, part);
      at = *end == ';' ? end : NULL;
    }
  return parts;
}

static gboolean
touches (GArray    *parts,
         QuothSpan  span)
{
  for (guint i = 0; i < parts->len; i++)
    {
      QuothSpan part = g_array_index (parts, QuothSpan, i);

      if (span.start < part.end && part.start < span.end)
        return TRUE;
    }
  return FALSE;
}

static void
measure_claim (Fixture *fixture,
               GArray  *content,
               GArray  *source,
               GArray  *cue,
               Tally   *tally)
{
  QuothSpan *parts = (QuothSpan *) content->data;
  guint n_parts = content->len;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GArray) ranked = NULL;
  QuothAnnotation *claim;
  QuothSpan proposed;

  if (!quoth_spans_normalize (parts, &n_parts) || n_parts == 0)
    return;
  if (cue->len > 0)
    {
      tally->n_cues++;
      tally->n_cues_found += quoth_cues_propose (fixture->data->text, parts, n_parts, &proposed)
                             && touches (cue, proposed);
    }
  if (source->len == 0)
    return;
  g_ptr_array_set_size (fixture->data->annotations, 0);
  claim = add (fixture, fixture->claim, parts, n_parts);
  document = quoth_document_new (fixture->data, "anna", fixture->scheme);
  ranked = quoth_speakers_rank (document, NULL, claim->id, 9);
  tally->n_claims++;
  for (guint i = 0; i < ranked->len; i++)
    if (touches (source, g_array_index (ranked, QuothSpeaker, i).span))
      {
        tally->n_first += i == 0;
        tally->n_three += i < 3;
        tally->n_nine++;
        return;
      }
  if (g_test_verbose () && ranked->len > 0)
    {
      g_autofree char *wanted = text_of (fixture, g_array_index (source, QuothSpan, 0));
      g_autofree char *got = text_of (fixture, g_array_index (ranked, QuothSpeaker, 0).span);

      g_test_message ("missed “%s”, first was “%s”", wanted, got);
    }
}

/* Gathers the roles of one event line; the numbers after a role are further parts. */
static void
read_event (GHashTable *bodies,
            const char *line,
            GArray     *content,
            GArray     *source,
            GArray     *cue)
{
  g_auto (GStrv) roles = g_strsplit (strchr (line, '\t') + 1, " ", -1);

  for (guint i = 0; roles[i] != NULL; i++)
    {
      const char *colon = strchr (roles[i], ':');
      const char *body = colon != NULL ? g_hash_table_lookup (bodies, colon + 1) : NULL;
      g_autoptr (GArray) parts = body != NULL ? read_parts (body) : NULL;
      GArray *to = g_str_has_prefix (roles[i], "Content") ? content
                   : g_str_has_prefix (roles[i], "Source") ? source
                   : g_str_has_prefix (roles[i], "Cue") ? cue : NULL;

      if (to != NULL && parts != NULL)
        g_array_append_vals (to, parts->data, parts->len);
    }
}

static void
measure_file (const char *text_path,
              const char *standoff_path,
              Tally      *tally)
{
  g_autofree char *utf8 = NULL;
  g_autofree char *standoff = NULL;
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = NULL;
  Fixture fixture;

  if (!g_file_get_contents (text_path, &utf8, NULL, NULL)
      || !g_file_get_contents (standoff_path, &standoff, NULL, NULL))
    return;
  fixture_init (&fixture, utf8);
  lines = g_strsplit (standoff, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (lines[i][0] == 'T' && tab != NULL)
        g_hash_table_insert (bodies, g_strndup (lines[i], (gsize) (tab - lines[i])),
                             g_strdup (tab + 1));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GArray) content = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
      g_autoptr (GArray) source = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
      g_autoptr (GArray) cue = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

      if (lines[i][0] != 'E' || strchr (lines[i], '\t') == NULL)
        continue;
      read_event (bodies, lines[i], content, source, cue);
      if (content->len > 0)
        measure_claim (&fixture, content, source, cue, tally);
    }
  fixture_clear (&fixture);
}

/* Real attributions: how often the true source is among the candidates. */
static void
test_measured (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  g_autofree char *root = g_build_filename (shared ? shared : "", "corpora", "polnear", "dev", NULL);
  g_autofree char *folder = g_build_filename (root, "attributions", NULL);
  g_autoptr (GDir) dir = shared != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  Tally tally = { 0 };

  if (dir == NULL)
    {
      g_test_skip ("no shared corpora");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const char *last = strrchr (name, '_');
      g_autofree char *stem = g_strndup (name, last != NULL ? (gsize) (last - name) : 0);
      g_autofree char *file = g_strconcat (stem, ".txt", NULL);
      g_autofree char *text_path = g_build_filename (root, "text", file, NULL);
      g_autofree char *standoff_path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".ann"))
        measure_file (text_path, standoff_path, &tally);
    }
  g_test_message ("%u claims: first %.3f, first three %.3f, first nine %.3f; %u cues: %.3f",
                  tally.n_claims, (double) tally.n_first / tally.n_claims,
                  (double) tally.n_three / tally.n_claims, (double) tally.n_nine / tally.n_claims,
                  tally.n_cues, (double) tally.n_cues_found / tally.n_cues);
  g_assert_cmpuint (tally.n_claims, >, 300);
  g_assert_cmpfloat ((double) tally.n_three / tally.n_claims, >, 0.945);
  g_assert_cmpfloat ((double) tally.n_first / tally.n_claims, >, 0.88);
  g_assert_cmpfloat ((double) tally.n_nine / tally.n_claims, >, 0.955);
  g_assert_cmpfloat ((double) tally.n_cues_found / tally.n_cues, >, 0.85);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/speakers/places", test_places);
  g_test_add_func ("/speakers/marked", test_marked);
  g_test_add_func ("/speakers/goes-on", test_goes_on);
  g_test_add_func ("/speakers/long", test_long);
  g_test_add_func ("/speakers/measured", test_measured);
  return g_test_run ();
}
