package dev.startguard.core.pool;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects of the application's, for as long as they live: by identity, since their
 * own {@code equals} is the application's code. From any thread; bounded.
 *
 * @param <K> the objects; a value must not hold its own
 */
public final class IdentityTable<K, V> {
  private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> dead = new ReferenceQueue<>();
  private final int most;

  /**
   * @param most so many objects are told apart; of others nothing is kept
   */
  public IdentityTable(int most) {
    this.most = most;
  }

  public @Nullable V get(K object) {
    return values.get(new Lookup(object));
  }

  /** False when there is no room. */
  public boolean put(K object, V value) {
    sweep();
    if (values.size() >= most) {
      return false;
    }
    values.put(new Key(object, dead), value);
    return true;
  }

  /**
   * What is known of it, for all who ask at the same moment: this when nothing was; which is not
   * kept when there is no room.
   */
  public V known(K object, V fresh) {
    V value = values.get(new Lookup(object));
    if (value == null) {
      sweep();
      value = values.size() >= most ? null : values.putIfAbsent(new Key(object, dead), fresh);
    }
    return value == null ? fresh : value;
  }

  /** What was known; null when nothing was. */
  public @Nullable V remove(K object) {
    return values.remove(new Lookup(object));
  }

  /** The values at this moment. */
  public List<V> values() {
    sweep();
    return new ArrayList<>(values.values());
  }

  private void sweep() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      values.remove(gone);
    }
  }

  /** Two keys are the same one, or of one object that lives. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    @SuppressWarnings("unchecked")
    Key(Object object, ReferenceQueue<?> dead) {
      super(object, (ReferenceQueue<Object>) dead);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key key && key.get() == mine;
    }
  }

  /** Asks for an object without a reference to it that the collector has to follow. */
  private record Lookup(Object object) {
    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          ? key.get() == object
          : other instanceof Lookup lookup && lookup.object == object;
    }
  }
}
