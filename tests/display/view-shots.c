/* view-shots.c - pictures of the article view, to be looked at
 *
 * usage: view-shots FOLDER. Writes light, dark, narrow and more as PNG files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "view-fixture.h"

#include <adwaita.h>

typedef struct
{
  QuothDocument *document;
  QuothRegistry *registry;
  char          *claim;   /* of two parts */
  char          *mention;
  GArray        *candidates;
  GArray        *zones;
  GArray        *hits;
} Demo;

static void
link_to (QuothAnnotation *claim,
         const char      *role,
         QuothAnnotation *to)
{
  quoth_annotation_add_link (claim, role, to->id, NULL);
}

static void
set_type (QuothAnnotation *claim,
          const char      *type)
{
  quoth_annotation_take_attributes (
    claim, quoth_attributes_with_string (NULL, "quote_type", type));
}

static void
add_zone (Demo       *demo,
          Fixture    *fixture,
          const char *words,
          const char *kind)
{
  QuothZone zone = { fixture_find (fixture, words, 0), kind };

  g_array_append_val (demo->zones, zone);
}

static const char article[]
  = "Mayor Ilka Brenn and harbour chief Tomas Oduya inspect the new sluice at Port Varden on "
    "Monday. (Ruta Salm/Varden Courier)\n\n"
    "Mayor Ilka Brenn on Tuesday defended the town’s new harbour tax, saying it was needed to "
    "repair the sea wall and “keep every family dry.”\n\n"
    "Speaking to fishermen on the quay, Brenn rejected complaints that her talks with the shipping "
    "firm Nordlicht have ruined small boat owners, and she hinted that the region’s delays had "
    "made the storm damage worse.\n\n"
    "“We stand with the people who work on this coast,” Brenn said in a speech at the fish market, "
    "according to a transcript sent by her office. “We have paid for pumps and sandbags and will "
    "pay for a wall.”\n\n"
    "A spokeswoman for the region confirmed for the first time that two engineers were already in "
    "town, adding that their task was to measure the old foundations.\n\n"
    "“The tax has doubled our costs,” said Levin Marr, head of the Boat Owners’ League, pointing at "
    "a row of empty berths. “It tells young people that they should not stay.”\n\n"
    "قال الصياد سامي نور إن “الضريبة ظالمة” وإنه سيبيع قاربه قبل الشتاء.\n\n"
    "Brenn said that Oduya had told her that the wall would hold. 🌊\n";

static void
fill_first (Demo    *demo,
            Fixture *f)
{
  g_autofree char *brenn_id = fixture_entity (f, "person", "Ilka Brenn");
  g_autofree char *firm_id = fixture_entity (f, "organisation", "Nordlicht");
  guint            at = fixture_find (f, "Mayor Ilka Brenn on Tuesday", 0).start;
  QuothAnnotation *brenn = fixture_mark (f, "person", "Ilka Brenn", at);
  QuothAnnotation *claim, *inner, *cue, *mention;

  quoth_annotation_set_entity (brenn, brenn_id);
  fixture_mark (f, "role", "Mayor", at);
  cue = fixture_mark (f, "cue", "saying", at);
  claim = fixture_mark (f, "claim",
                        "it was needed to repair the sea wall and “keep every family dry.”", at);
  set_type (claim, "mixed");
  link_to (claim, "speaker", brenn);
  link_to (claim, "cue", cue);

  at = fixture_find (f, "Speaking to fishermen", 0).start;
  mention = fixture_mark (f, "person", "Brenn", at);
  quoth_annotation_set_entity (mention, brenn_id);
  cue = fixture_mark (f, "cue", "rejected", at);
  claim = fixture_mark (f, "claim",
                        "complaints that her talks with the shipping firm Nordlicht have ruined "
                        "small boat owners", at);
  set_type (claim, "indirect");
  link_to (claim, "speaker", mention);
  link_to (claim, "cue", cue);
  inner = fixture_mark (f, "claim",
                        "her talks with the shipping firm Nordlicht have ruined small boat owners",
                        at);
  set_type (inner, "indirect");
  link_to (inner, "parent", claim);
  mention = fixture_mark (f, "source", "Nordlicht", at);
  quoth_annotation_set_entity (mention, firm_id);
  fixture_mark (f, "person", "her", fixture_find (f, "her talks", at).start);
  mention = fixture_mark (f, "person", "she", fixture_find (f, "and she hinted", at).start);
  claim = fixture_mark (f, "claim", "the region’s delays had made the storm damage worse", at);
  set_type (claim, "indirect");
  link_to (claim, "speaker", mention);
}

static void
fill_second (Demo    *demo,
             Fixture *f)
{
  g_autofree char *brenn_id = fixture_entity (f, "person", "Ilka Maria Josefina Brenn-Haverkamp");
  g_autofree char *marr_id = fixture_entity (f, "person", "Levin Marr");
  guint            at = fixture_find (f, "“We stand", 0).start;
  QuothAnnotation *claim, *cue, *mention, *via;

  claim = fixture_mark_parts (f, "claim", "“We stand with the people who work on this coast,”",
                              "“We have paid for pumps and sandbags and will pay for a wall.”", at);
  set_type (claim, "direct");
  mention = fixture_mark (f, "person", "Brenn", at);
  quoth_annotation_set_entity (mention, brenn_id);
  cue = fixture_mark (f, "cue", "said", at);
  via = fixture_mark (f, "source", "a transcript sent by her office", at);
  link_to (claim, "speaker", mention);
  link_to (claim, "cue", cue);
  link_to (claim, "via", via);
  demo->claim = g_strdup (claim->id);
  demo->mention = g_strdup (mention->id);
  fixture_mark (f, "quote", "“We stand with the people who work on this coast,”", at);

  claim = fixture_mark (f, "claim", "two engineers were already in town", at);
  set_type (claim, "indirect");
  claim = fixture_mark (f, "claim", "their task was to measure the old foundations", at);
  set_type (claim, "indirect");

  at = fixture_find (f, "“The tax", 0).start;
  claim = fixture_mark_parts (f, "claim", "“The tax has doubled our costs,”",
                              "“It tells young people that they should not stay.”", at);
  mention = fixture_mark (f, "person", "Levin Marr", at);
  quoth_annotation_set_entity (mention, marr_id);
  fixture_mark (f, "role", "head of the Boat Owners’ League", at);
  link_to (claim, "speaker", mention);
  set_type (claim, "direct");
}

/* Right to left, and a claim within a claim within a claim. */
static void
fill_third (Demo    *demo,
            Fixture *f)
{
  guint            at = fixture_find (f, "Brenn said that Oduya", 0).start;
  QuothAnnotation *claim, *mention;

  mention = fixture_mark (f, "person", "سامي نور", 0);
  claim = fixture_mark_parts (f, "claim", "“الضريبة ظالمة”", "إنه سيبيع قاربه قبل الشتاء", 0);
  link_to (claim, "speaker", mention);
  set_type (claim, "mixed");
  claim = fixture_mark (f, "claim", "that Oduya had told her that the wall would hold", at);
  quoth_annotation_take_attributes (claim,
                                    quoth_attributes_with_boolean (NULL, "no_speaker", TRUE));
  fixture_mark (f, "claim", "that the wall would hold", at);
  fixture_mark (f, "person", "Oduya", at);
}

static void
fill_rest (Demo    *demo,
           Fixture *f)
{
  static const char *const names[] = { "Ilka Brenn", "Tomas Oduya", "Brenn", "Nordlicht" };
  guint                    at = 0;

  add_zone (demo, f, "Mayor Ilka Brenn and harbour chief Tomas Oduya inspect the new sluice at Port "
                     "Varden on Monday.", "caption");
  add_zone (demo, f, "(Ruta Salm/Varden Courier)", "credit");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      QuothSpan span = fixture_find (f, names[i], at);

      at = span.end;
      g_array_append_val (demo->candidates, span);
    }
  at = 0;
  for (guint i = 0; i < 3; i++)
    {
      QuothSpan span = fixture_find (f, "wall", at);

      at = span.end;
      g_array_append_val (demo->hits, span);
    }
}

static Demo *
demo_new (void)
{
  Demo            *demo = g_new0 (Demo, 1);
  g_autoptr (Fixture) fixture = fixture_new (article);

  demo->candidates = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  demo->hits = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  demo->zones = g_array_new (FALSE, FALSE, sizeof (QuothZone));
  fill_first (demo, fixture);
  fill_second (demo, fixture);
  fill_third (demo, fixture);
  fill_rest (demo, fixture);
  demo->document = fixture_document (fixture);
  demo->registry = fixture_registry (fixture);
  return demo;
}

static void
save (GtkWidget  *window,
      const char *folder,
      const char *name)
{
  g_autofree char       *path = g_strdup_printf ("%s/%s.png", folder, name);
  g_autoptr (GdkTexture) texture = NULL;

  for (int i = 0; i < 3; i++)
    fixture_wait_frame (window);
  texture = fixture_render (window);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("cannot write %s", path);
}

static GtkWidget *
open_window (Demo              *demo,
             int                width,
             int                height,
             QuothArticleView **out_view)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = quoth_article_view_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  quoth_article_view_set_registry (QUOTH_ARTICLE_VIEW (view), demo->registry);
  quoth_article_view_set_document (QUOTH_ARTICLE_VIEW (view), demo->document);
  quoth_article_view_set_zones (QUOTH_ARTICLE_VIEW (view), demo->zones);
  gtk_window_present (GTK_WINDOW (window));
  *out_view = QUOTH_ARTICLE_VIEW (view);
  return window;
}

int
main (int    argc,
      char **argv)
{
  AdwStyleManager  *style;
  QuothArticleView *view;
  GtkWidget        *window;
  Demo             *demo;

  if (argc != 2)
    {
      g_printerr ("usage: view-shots FOLDER\n");
      return 2;
    }
  adw_init ();
  style = adw_style_manager_get_default ();
  demo = demo_new ();

  window = open_window (demo, 1040, 860, &view);
  save (window, argv[1], "light");
  quoth_article_view_set_active (view, demo->claim);
  save (window, argv[1], "active");
  quoth_article_view_set_find_hits (view, demo->hits, 1);
  save (window, argv[1], "find");
  quoth_article_view_set_find_hits (view, NULL, 0);
  quoth_article_view_set_candidates (view, demo->candidates);
  save (window, argv[1], "candidates");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  quoth_article_view_set_candidates (view, NULL);
  save (window, argv[1], "dark");
  quoth_article_view_set_text_scale (view, 1.5);
  save (window, argv[1], "large");
  gtk_window_destroy (GTK_WINDOW (window));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = open_window (demo, 360, 700, &view);
  quoth_article_view_set_active (view, demo->mention);
  save (window, argv[1], "narrow");
  gtk_window_destroy (GTK_WINDOW (window));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  window = open_window (demo, 620, 700, &view);
  save (window, argv[1], "half");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
