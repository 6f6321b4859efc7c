"""The store beyond one machine: truth as immutable objects, passages and facts in Milvus."""
