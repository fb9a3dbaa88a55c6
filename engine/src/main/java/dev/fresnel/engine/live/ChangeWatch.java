package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Follower;

/** An object that a task follows, as any view would. */
final class ChangeWatch implements Follower.Followed {

    private final FollowedObject object;

    ChangeWatch(FollowedObject object) {
        this.object = object;
    }

    @Override
    public Follower.Sight now() {
        FollowedObject.Known known = object.now();
        return new Follower.Sight(known.tree(), known.gone());
    }

    @Override
    public void close() {
        object.close();
    }
}
