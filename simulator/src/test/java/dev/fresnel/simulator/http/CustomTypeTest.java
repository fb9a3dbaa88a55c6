package dev.fresnel.simulator.http;

import static dev.fresnel.simulator.http.TestServer.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomTypeTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void custom_types_are_served_completed_and_checked_as_their_definition_says() throws Exception {
        String widgets = "/apis/shop.example/v1/namespaces/shop/widgets";
        assertThat(server.get(widgets).code()).isEqualTo(404);
        server.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", tree("""
                metadata: {name: widgets.shop.example}
                spec:
                  group: shop.example
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions:
                  - {name: v1beta1, served: true, storage: false}
                  - name: v1
                    served: true
                    storage: true
                    selectableFields: [{jsonPath: .spec.color}]
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            required: [color]
                            properties:
                              color: {type: string, enum: [red, green]}
                              size: {type: integer, default: 3, minimum: 1}
                """));

        Map<String, Object> made = server.post(
                        widgets, tree("{kind: Widget, metadata: {name: w}, spec: {color: red, odd: 1}}"))
                .tree();
        assertThat(Tree.map(made, "spec")).isEqualTo(Map.of("color", "red", "size", 3L));
        assertThat(server.post(widgets, tree("{kind: Widget, metadata: {name: x}, spec: {color: blue, size: 0}}"))
                        .text())
                .contains("spec.color: Unsupported value", "spec.size in body should be greater than or equal to 1");
        assertThat(server.post(widgets, tree("{kind: Widget, metadata: {name: x}, spec: {}}"))
                        .text())
                .contains("spec.color: Required value");
        assertThat(server.get(widgets + "?fieldSelector=spec.color%3Dred").text())
                .contains("\"w\"");
        assertThat(server.get("/apis/shop.example/v1beta1/namespaces/shop/widgets/w")
                        .tree())
                .containsEntry("apiVersion", "shop.example/v1beta1");
        assertThat(server.patch("strategic-merge-patch+json", widgets + "/w", "{}")
                        .code())
                .isEqualTo(415);
        server.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.shop.example", "");
        assertThat(server.get(widgets).code()).isEqualTo(404);
    }
}
