module shop {
  exports shop;
}
