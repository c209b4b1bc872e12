// ReadXmi.java - what Apache UIMA finds in XMI files
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: java -cp uimaj-core.jar ReadXmi.java TypeSystem.xml FILE.xmi…
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

public class ReadXmi {
    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String feature(FeatureStructure fs, String name) {
        Feature feature = fs.getType().getFeatureByBaseName(name);
        String value = feature == null ? null : fs.getStringValue(feature);
        return value == null ? "-" : base64(value);
    }

    static void print(CAS cas, String typeName) {
        Type type = cas.getTypeSystem().getType(typeName);
        for (AnnotationFS annotation : cas.getAnnotationIndex(type)) {
            StringBuilder line = new StringBuilder(typeName);
            line.append(' ').append(feature(annotation, "label"));
            line.append(' ').append(feature(annotation, "uid"));
            if (typeName.equals("quoth.Relation")) {
                for (String end : new String[] {"Governor", "Dependent"}) {
                    FeatureStructure fs
                        = annotation.getFeatureValue(type.getFeatureByBaseName(end));
                    line.append(' ').append(feature(fs, "uid"));
                }
            }
            line.append(' ').append(base64(annotation.getCoveredText()));
            System.out.println(line);
        }
    }

    public static void main(String[] arguments) throws Exception {
        TypeSystemDescription types = UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(new XMLInputSource(arguments[0]));
        CAS cas = CasCreationUtils.createCas(types, null, null);
        for (int i = 1; i < arguments.length; i++) {
            cas.reset();
            try (InputStream in = new FileInputStream(arguments[i])) {
                XmiCasDeserializer.deserialize(in, cas);
            }
            System.out.println("text " + base64(cas.getDocumentText()));
            print(cas, "quoth.Span");
            print(cas, "quoth.Relation");
        }
    }
}
