package shop;

/** Some classes of which one is woven. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println(new Basket().total(3));
    System.out.println(Cutoff.at());
    System.out.println(Main.class.getModule());
  }
}
