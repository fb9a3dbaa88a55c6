package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One media range of an {@code Accept} header.
 *
 * @param mediaType such as {@code application/json}
 * @param parameters such as {@code as=Table}
 * @param quality how welcome it is, 0 to 1
 */
record Accept(String mediaType, Map<String, String> parameters, double quality) {

    private static final String OFFERED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    /** The form in which objects are wanted. */
    enum Form {
        OBJECT,
        TABLE,
        METADATA
    }

    /** Reads a header, best range first; a missing header accepts everything. */
    static List<Accept> parse(String header) {
        List<Accept> ranges = new ArrayList<>();
        for (String range : (header.isBlank() ? "*/*" : header).split(",", -1)) {
            String[] parts = range.strip().split(";", -1);
            Map<String, String> parameters = new TreeMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].strip().split("=", 2);
                parameters.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            double quality = 1;
            try {
                quality = Double.parseDouble(parameters.getOrDefault("q", "1"));
            } catch (NumberFormatException e) {
                // as good as any
            }
            ranges.add(new Accept(parts[0].toLowerCase(Locale.ROOT), parameters, quality));
        }
        ranges.sort(Comparator.comparingDouble(Accept::quality).reversed());
        return ranges;
    }

    boolean isJson() {
        return mediaType.equals("application/json") || mediaType.equals("application/*") || mediaType.equals("*/*");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private boolean isYaml() {
        return mediaType.equals("application/yaml");
    }

    private boolean isProtobuf() {
        return mediaType.equals(ProtobufBody.MEDIA_TYPE);
    }

    /** How an answer is written. */
    enum Coding {
        JSON,
        YAML,
        PROTOBUF
    }

    /** A form, and how it is written. */
    record Choice(Form form, Coding coding) {}

    /**
     * What the client likes best among what can be served.
     *
     * @param inProtobuf whether objects of the type can be written so; metadata always can, tables never
     * @throws StatusException 406 NotAcceptable
     */
    static Choice choose(String header, boolean inProtobuf) {
        List<Accept> ranges = parse(header);
        for (Accept range : ranges) {
            Form form = range.form().orElse(null);
            if (form != null && range.isJson()) {
                return new Choice(form, Coding.JSON);
            }
            if (form != null && range.isYaml()) {
                return new Choice(form, Coding.YAML);
            }
            if (form != null && range.isProtobuf() && (form == Form.METADATA || (form == Form.OBJECT && inProtobuf))) {
                return new Choice(form, Coding.PROTOBUF);
            }
        }
        throw notAcceptable(ranges.stream().anyMatch(range -> range.isJson() || range.isYaml() || range.isProtobuf()));
    }

    /** How what is no object, such as a refusal, is wanted. */
    static Coding preferred(String header) {
        Accept best = parse(header).getFirst();
        if (best.isYaml()) {
            return Coding.YAML;
        }
        return best.isProtobuf() && !best.parameter("as").equals("Table") ? Coding.PROTOBUF : Coding.JSON;
    }

    /** Checks that a list is not asked for as the metadata of one object. */
    static void requireListForm(String header, String kind) {
        List<Accept> json = parse(header).stream().filter(Accept::isJson).toList();
        if (!json.isEmpty() && json.getFirst().parameter("as").equals("PartialObjectMetadata")) {
            throw new StatusException(
                    406,
                    "NotAcceptable",
                    "you requested PartialObjectMetadata, but the requested object is a list (*core." + kind + "List)",
                    null);
        }
    }

    private Optional<Form> form() {
        String as = parameter("as");
        if (as.isEmpty()) {
            return Optional.of(Form.OBJECT);
        }
        boolean known = parameter("g").equals("meta.k8s.io")
                && (parameter("v").equals("v1") || parameter("v").equals("v1beta1"));
        return switch (as) {
            case "Table" -> known ? Optional.of(Form.TABLE) : Optional.empty();
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                known ? Optional.of(Form.METADATA) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Checks that plain JSON is welcome. */
    static void requireJson(String header) {
        if (parse(header).stream().noneMatch(Accept::isJson)) {
            throw notAcceptable(false);
        }
    }

    /** For a watch in a form without a beginning and end of each event. */
    static StatusException notWatchable() {
        return new StatusException(
                406,
                "NotAcceptable",
                "only the following media types are accepted: application/json;stream=watch,"
                        + " application/vnd.kubernetes.protobuf;stream=watch",
                null);
    }

    private static StatusException notAcceptable(boolean formIsUnknown) {
        return formIsUnknown
                ? new StatusException(
                        406, "NotAcceptable", "only the following media types are accepted: " + OFFERED, null)
                : new StatusException(
                        406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: " + OFFERED, Map.of());
    }
}
