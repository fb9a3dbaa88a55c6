package dev.fresnel.engine.pack;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a file against the JSON Schema of the documentation. Packs that ship have been checked by the tests, so only
 * packs from folders go through here, and the validator's classes load only then.
 */
final class SchemaCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    private SchemaCheck() {}

    /** All that is wrong in a file. */
    static List<PackProblem> problems(YamlNode file) throws InvalidPackException {
        List<PackProblem> problems = new ArrayList<>();
        for (Error error : SCHEMA.validate(JSON.valueToTree(plain(file)))) {
            String keyword = error.getKeyword() == null ? "" : error.getKeyword();
            // These only sum up what the errors within them say.
            if (!List.of("if", "then", "else", "oneOf", "$ref").contains(keyword)) {
                problems.add(problem(file, error, keyword));
            }
        }
        return problems;
    }

    private static PackProblem problem(YamlNode file, Error error, String keyword) {
        NodePath path = error.getInstanceLocation();
        YamlNode place = file.follow(path.getNameCount(), i -> String.valueOf(path.getElement(i)));
        String property = error.getProperty();
        if (keyword.equals("additionalProperties") && property != null) {
            return place.keyNode(property).problem(Suggestion.unknown("key", property, known(error)));
        }
        if (keyword.equals("required") && property != null) {
            return place.problem("`" + property + "` is missing; add it");
        }
        String message = error.getMessage().replaceFirst("^\\$?[^ ]*: ", "");
        return place.problem(message + "; see docs/packs.md for what belongs here");
    }

    /** The keys that the mapping at fault may have. */
    private static List<String> known(Error error) {
        JsonNode here = TREE;
        NodePath fragment = error.getSchemaLocation().getFragment();
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            here = here.path(String.valueOf(fragment.getElement(i)));
        }
        return List.copyOf(here.path("properties").propertyNames());
    }

    /** As JSON has it: a scalar that looks like a number or a flag is one, as everywhere in YAML. */
    private static Object plain(YamlNode node) throws InvalidPackException {
        if (node.isMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (var entry : node.entries().entrySet()) {
                map.put(entry.getKey(), plain(entry.getValue()));
            }
            return map;
        }
        if (node.isList()) {
            List<Object> list = new ArrayList<>();
            for (YamlNode element : node.elements()) {
                list.add(plain(element));
            }
            return list;
        }
        return node.scalar();
    }

    private static JsonNode tree() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("pack.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of packs is not on the class path", e);
        }
    }
}
