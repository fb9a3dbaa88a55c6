package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.edit.Check;
import dev.fresnel.engine.edit.EditText;
import dev.fresnel.engine.edit.Manifest;
import dev.fresnel.engine.edit.ManifestReader;
import dev.fresnel.engine.edit.Setters;
import dev.fresnel.engine.edit.TextMerge;
import dev.fresnel.engine.form.FormModel;
import dev.fresnel.engine.pack.FormSpec;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.EditData;
import dev.fresnel.engine.view.EditData.Current;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.EditData.Setter;
import dev.fresnel.engine.view.FormData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text that a person writes. It is read and checked by a thread of its own, the newest one and not each on the way to it, so
 * that typing never waits. Schemas come when the server has told them, and the text is checked anew.
 *
 * <pre>
 *   adjust, or the object has changed ─► wake ─► one look at the newest text ─► poll
 * </pre>
 */
final class LiveEdit implements LiveView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEdit.class);

    private final Titles titles;
    private final Runnable changed;
    private final Following following;
    private final @Nullable FollowedObject object;
    private final Map<Kind, Optional<FieldSchema>> schemas = new ConcurrentHashMap<>();
    private final Set<Kind> asked = ConcurrentHashMap.newKeySet();
    /** All that follows is guarded by this. */
    private ViewRequest.Edit request;

    private @Nullable EditData answer;
    private boolean news;
    private boolean wanted;
    private boolean looking;
    private boolean closed;

    LiveEdit(Surroundings around, ViewRequest.Edit request, String language, Runnable changed) {
        this.titles = new Titles(around.packs(), language);
        this.changed = changed;
        this.request = request;
        this.following = new Following(around.clusters(), this::wake);
        this.object = request.ref() == null ? null : new FollowedObject(around, request.ref(), true, this::wake);
        wake();
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Edit next)) {
            throw new IllegalArgumentException("this view is of a text that is edited");
        }
        synchronized (this) {
            if (!Objects.equals(next.ref(), request.ref())) {
                throw new IllegalArgumentException("another object is edited in another view");
            }
            request = next;
        }
        wake();
    }

    private synchronized void wake() {
        wanted = true;
        if (!looking && !closed) {
            looking = true;
            Thread.ofVirtual().name("edit").start(this::look);
        }
    }

    private void look() {
        while (true) {
            ViewRequest.Edit next;
            synchronized (this) {
                if (!wanted || closed) {
                    looking = false;
                    if (closed) {
                        release();
                    }
                    return;
                }
                wanted = false;
                next = request;
            }
            EditData data = seen(next);
            synchronized (this) {
                news |= !data.equals(answer);
                answer = data;
            }
            changed.run();
        }
    }

    private EditData seen(ViewRequest.Edit next) {
        FollowedObject.Known known = object == null ? null : object.now();
        Map<String, Object> tree = known == null ? null : known.tree();
        ManifestReader.Reading reading = ManifestReader.read(next.text());
        Connection connection = following.connected(List.of(next.cluster())).stream()
                .findFirst()
                .map(Cluster::connection)
                .orElse(null);
        Kinds kinds = connection == null ? Kinds.NONE : connection.discovery().kinds();
        List<Setter> setters =
                !next.setters() || tree == null || reading.documents().isEmpty()
                        ? List.of()
                        : Setters.of(reading.documents().getFirst(), tree);
        return new EditData(
                next.revision(),
                tree == null ? begun(next, kinds, titles.packs()) : current(next, EditText.of(tree)),
                known != null && known.gone(),
                new Check(kinds, kind -> schema(connection, kind), next.ref() != null).of(reading),
                reading.documents().size(),
                setters,
                known == null ? null : known.state(),
                form(next, reading, kinds, connection),
                reading.documents().stream()
                        .map(manifest -> manifest.kind() + " " + manifest.name())
                        .toList());
    }

    private @Nullable FormData form(
            ViewRequest.Edit next, ManifestReader.Reading reading, Kinds kinds, @Nullable Connection connection) {
        boolean readable = reading.problems().stream().noneMatch(Problem::grave);
        if (!readable || next.form() < 0 || next.form() >= reading.documents().size()) {
            return null;
        }
        Manifest manifest = reading.documents().get(next.form());
        Kind kind = kinds.of(manifest.apiVersion(), manifest.kind()).orElse(null);
        KindPack pack = kind == null ? null : titles.packs().of(kind);
        FormSpec form = pack == null ? null : pack.form();
        if (kind == null || form == null) {
            return null;
        }
        FieldSchema schema = schema(connection, kind);
        // What its fields can hold is known soon, or will not be: till then there is no form that would change under
        // the hand.
        return schemas.containsKey(kind)
                ? FormModel.of(form, titles.singular(kind), titles.words(kind), schema, manifest.tree())
                : null;
    }

    /** What a new object begins with. */
    private static @Nullable Current begun(ViewRequest.Edit next, Kinds kinds, Packs packs) {
        return next.ref() != null || next.before() != null
                ? null
                : kinds.resource(next.resource())
                        .map(kind -> EditText.begun(kind, next.namespace(), template(packs, kind)))
                        .map(text -> new Current(text, text, text, List.of()))
                        .orElse(null);
    }

    private static Map<String, Object> template(Packs packs, Kind kind) {
        KindPack pack = packs.of(kind);
        FormSpec form = pack == null ? null : pack.form();
        return form == null ? Map.of() : form.template();
    }

    private static @Nullable Current current(ViewRequest.Edit next, String now) {
        String before = next.before();
        if (now.equals(before)) {
            return null;
        }
        return before == null ? new Current(now, now, now, List.of()) : TextMerge.of(before, next.text(), now);
    }

    private @Nullable FieldSchema schema(@Nullable Connection connection, Kind kind) {
        Optional<FieldSchema> known = schemas.get(kind);
        if ((known == null || known.isEmpty()) && connection != null && asked.add(kind)) {
            Thread.ofVirtual().name("schema of " + kind.resource()).start(() -> read(connection, kind));
        }
        return known == null ? null : known.orElse(null);
    }

    private void read(Connection connection, Kind kind) {
        try {
            Optional<FieldSchema> schema = connection.docs().schema(kind);
            boolean news = schema.isPresent() || !schemas.containsKey(kind);
            schemas.put(kind, schema);
            if (news) {
                wake();
            }
            if (schema.isEmpty()) {
                asked.remove(
                        kind); // of a kind that was defined just now it comes later: asked again with the next text
            }
        } catch (IOException e) {
            LOG.info("the schema of {} cannot be read: {}", kind.resource(), e.getMessage());
            schemas.put(kind, Optional.empty());
            wake();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized @Nullable Update poll() {
        if (!news || closed || answer == null) {
            return null;
        }
        news = false;
        return new Update.Whole(answer);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (!looking) {
            release();
        }
    }

    /** Not while a look goes on: the one who looks does it then. */
    private void release() {
        following.close();
        if (object != null) {
            object.close();
        }
    }
}
