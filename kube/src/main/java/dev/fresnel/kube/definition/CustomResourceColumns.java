package dev.fresnel.kube.definition;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the {@code additionalPrinterColumns} of the CustomResourceDefinition behind a Kind. */
public final class CustomResourceColumns {

    private CustomResourceColumns() {}

    /**
     * The columns of the Kind's version, in order, beside the name (and namespace) that every table has. A definition that
     * names none has the age alone.
     *
     * @return nothing where the Kind is not from a definition, or the Caller may not read that
     * @throws IOException where the server could not be asked
     */
    public static List<PrinterColumn> read(ApiServer server, Kind kind) throws IOException, InterruptedException {
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + kind.resource();
        try {
            return columns(new ApiReader(server).json(ApiRequest.get(path)), kind.version());
        } catch (ApiServerException e) {
            boolean noneToRead =
                    e.status() == HttpURLConnection.HTTP_NOT_FOUND || e.status() == HttpURLConnection.HTTP_FORBIDDEN;
            if (noneToRead) {
                return List.of();
            }
            throw e;
        }
    }

    static List<PrinterColumn> columns(JsonNode definition, String version) {
        List<PrinterColumn> columns = new ArrayList<>();
        for (JsonNode each : definition.path("spec").path("versions")) {
            if (each.path("name").asString("").equals(version)) {
                each.path("additionalPrinterColumns").forEach(column -> columns.add(column(column)));
            }
        }
        return columns.isEmpty() ? List.of(PrinterColumn.AGE) : columns;
    }

    private static PrinterColumn column(JsonNode column) {
        return PrinterColumn.of(
                column.path("name").asString(""),
                column.path("type").asString("string"),
                column.path("format").asString(""),
                column.path("jsonPath").asString(""),
                column.path("priority").asInt(0),
                column.path("description").asString(""));
    }
}
