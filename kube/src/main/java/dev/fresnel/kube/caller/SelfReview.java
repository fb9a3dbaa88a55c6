package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Who the Caller is, as the API server says (SelfSubjectReview, served since Kubernetes 1.28). Thread-safe. */
public final class SelfReview {

    private static final String PATH = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final byte[] REVIEW = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}"
            .getBytes(StandardCharsets.UTF_8);

    private final ApiReader reader;

    public SelfReview(ApiServer server) {
        this.reader = new ApiReader(server);
    }

    /**
     * The user's name, for example {@code system:serviceaccount:ops:deployer}.
     *
     * @throws IOException where the server does not serve the review, or could not be asked
     */
    public String user() throws IOException, InterruptedException {
        return reader.json(ApiRequest.post(PATH, REVIEW))
                .path("status")
                .path("userInfo")
                .path("username")
                .asString("");
    }
}
